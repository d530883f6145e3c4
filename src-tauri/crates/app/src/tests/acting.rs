//! The activity: what could not be had is tried again one by one, and the chart shows what was really sent.

use keepsake_simulator::{Fault, FaultKind};

use super::world::{World, import};
use crate::dto::{ReportFormat, RunItemOutcome, RunState, What};
use crate::{ErrorCode, Words};

#[tokio::test]
async fn what_failed_is_read_again_alone_and_is_no_problem_any_more() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    let broken = Fault::once(FaultKind::NotFound, "markdown");
    world.simulator.add_fault(broken);
    let imported = import(&core, &connection).await.unwrap();
    let missing = &imported.summary.items;
    assert_eq!(missing.len(), 1, "{missing:?}");

    let problems = core.problems(&connection.id).await.unwrap();
    let [problem] = &problems[..] else {
        panic!("{problems:?}");
    };
    assert_eq!(
        (problem.what, problem.outcome),
        (What::Object, RunItemOutcome::Refused)
    );
    assert!(!problem.title.is_empty());
    assert!(problem.request_id.is_some());
    assert_eq!(problem.page.as_deref(), Some(problem.id.as_str()));

    world.simulator.reset_meters();
    let run = core
        .retry_problem(&connection.id, problem.what, &problem.id)
        .await
        .unwrap();
    let retried = core.watch_run(&run, |_| {}).await.unwrap();
    assert_eq!(retried.state, RunState::Completed);
    assert_eq!(core.problems(&connection.id).await.unwrap(), []);
    let read = core.page(&problem.id).await.unwrap();
    assert!(!read.html.is_empty());
    let requests = world.simulator.meters().requests;
    assert!(requests <= 8, "{requests} requests for one page");
    let gone = core
        .retry_problem(&connection.id, problem.what, &problem.id)
        .await
        .unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotFound);
    core.close().await.unwrap();
}

#[tokio::test]
async fn the_chart_counts_what_was_sent_and_does_so_after_a_restart() {
    let (world, _clock) = World::exact("flat", 0);
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let counted = |spans: &[crate::dto::TrafficSpan]| -> u64 {
        spans.iter().map(|span| u64::from(span.requests)).sum()
    };
    let before = core.traffic(&connection.id).await.unwrap();
    assert_eq!(counted(&before.spans), world.simulator.meters().requests);
    assert_eq!((before.allowed, before.waiting), (10, 0));
    assert!(
        before.spans.iter().any(|span| span.waiting > Some(0)),
        "what waited was counted while requests were sent"
    );
    core.close().await.unwrap();
    let core = world.core().await;
    let after = core.traffic(&connection.id).await.unwrap();
    assert_eq!(counted(&after.spans), counted(&before.spans));
    world.wait(700).await;
    let later = core.traffic(&connection.id).await.unwrap();
    assert_eq!(counted(&later.spans), 0, "what is long ago is not shown");
    core.close().await.unwrap();
}

#[tokio::test]
async fn the_account_of_a_run_is_a_file_among_the_downloads() {
    let world = World::new("flat");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let run = core.runs(&connection.id).await.unwrap().remove(0);
    let words = Words::english();
    let folder = world.out();
    let save = |format| core.save_run_report(&run.id, format, &words, &folder);
    let names = [
        save(ReportFormat::Markdown).await.unwrap(),
        save(ReportFormat::Json).await.unwrap(),
        save(ReportFormat::Json).await.unwrap(),
    ];
    let expected = ["md", "json", "json"].map(|ending| format!("keepsake-run-{}.{ending}", run.id));
    assert_eq!(names[..2], expected[..2]);
    assert_ne!(names[2], names[1], "nothing that is there is overwritten");
    let text = std::fs::read_to_string(world.out().join(&names[0])).unwrap();
    assert!(
        text.contains(&format!("| {} |", run.objects.found)),
        "{text}"
    );
    let gone = core
        .run_report("99999", ReportFormat::Json, &words)
        .await
        .unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotFound);
    core.close().await.unwrap();
}
