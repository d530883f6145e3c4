//! A pause of syncing keeps its word: over a start, a sleep, and runs that are under way.

use super::*;
use crate::dto::RunState;

#[tokio::test]
async fn a_pause_until_tomorrow_outlasts_the_program_and_ends_in_a_sleep() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    pass(&clock, MINUTE * 2).await;
    let end = window.core.now() + HOUR * 22;
    let until = moment(end);
    window.core.pause_syncing(Some(&until)).await.unwrap();
    window.close().await;

    let window = Window::open(&world).await;
    pass(&clock, SECOND * 5).await;
    let before = window.last_sync().await;
    pass(&clock, HOUR).await;
    let looking = window.looking().await;
    assert_eq!(
        (looking.paused, looking.paused_until, looking.next),
        (true, Some(until), None)
    );
    assert_eq!(window.last_sync().await, before, "nothing ran in the pause");
    clock.jump(time::Duration::hours(24));
    pass(&clock, SECOND * 10).await;
    assert!(!window.looking().await.paused);
    let after = window.last_sync().await;
    assert_ne!(after, before, "it goes on by itself");
    assert_eq!(window.core.store().pause().await.unwrap(), None);
    window.close().await;
}

#[tokio::test]
async fn a_pause_of_an_hour_lasts_an_hour_whatever_becomes_of_the_time_of_day() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    pass(&clock, MINUTE * 2).await;
    let until = moment(window.core.now() + HOUR);
    window.core.pause_syncing(Some(&until)).await.unwrap();
    pass(&clock, SECOND).await;
    clock.jump(time::Duration::hours(-3));
    pass(&clock, HOUR - SECOND * 11).await;
    assert!(window.looking().await.paused);
    pass(&clock, SECOND * 20).await;
    assert!(!window.looking().await.paused, "it is over");
    assert!(window.looking().await.next.is_some(), "and goes on");
    window.close().await;
}

#[tokio::test]
async fn a_pause_holds_an_import_that_is_under_way_for_as_long_as_it_lasts_and_no_longer() {
    let (world, clock) = World::exact("big:300", 0);
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let window = Window::open(&world).await;
    let started = window
        .core
        .start_import(&connection.id, everything(), ImportOptions::default());
    started.await.unwrap();
    pass(&clock, SECOND * 20).await;
    assert_eq!(window.status().await.state, StatusState::Importing);

    let until = moment(window.core.now() + HOUR);
    window.core.pause_syncing(Some(&until)).await.unwrap();
    // The request that is out comes to its end.
    pass(&clock, SECOND * 5).await;
    let held = world.simulator.meters().requests;
    assert!(window.status().await.held);
    clock.jump(time::Duration::hours(-3));
    pass(&clock, HOUR - MINUTE).await;
    assert_eq!(world.simulator.meters().requests, held);

    pass(&clock, MINUTE * 10).await;
    let after = world.simulator.meters().requests;
    let status = window.status().await;
    assert!(after > held + 50, "{held} {after}: {status:?}");
    assert_eq!(window.status().await.state, StatusState::UpToDate);
    window.close().await;
}

#[tokio::test]
async fn an_import_that_was_asked_for_in_a_pause_is_gone_on_with_in_it() {
    let (world, clock) = World::exact("big:300", 0);
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let window = Window::open(&world).await;
    window.core.pause_syncing(None).await.unwrap();
    let started = window
        .core
        .start_import(&connection.id, everything(), ImportOptions::default());
    started.await.unwrap();
    pass(&clock, SECOND * 20).await;
    window.close().await;

    let window = Window::open(&world).await;
    pass(&clock, MINUTE * 10).await;
    assert_eq!(window.status().await.state, StatusState::UpToDate);
    window.close().await;
}

#[tokio::test]
async fn an_import_that_was_held_back_waits_for_the_end_of_the_pause_after_a_start_too() {
    let (world, clock) = World::exact("big:300", 0);
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let window = Window::open(&world).await;
    let started = window
        .core
        .start_import(&connection.id, everything(), ImportOptions::default());
    started.await.unwrap();
    pass(&clock, SECOND * 20).await;
    window.core.pause_syncing(None).await.unwrap();
    window.close().await;

    // The owner takes the import up before the page is there, and nothing keeps in step yet.
    let held = world.simulator.meters().requests;
    let early = Keepsake::open_with(Options {
        face: Face::Window,
        ..world.options(ORIGIN)
    });
    let early = early.await.unwrap();
    early.own_in_background();
    pass(&clock, SECOND * 20).await;
    early.close().await.unwrap();
    assert_eq!(world.simulator.meters().requests, held);

    let window = Window::open(&world).await;
    pass(&clock, HOUR).await;
    assert_eq!(world.simulator.meters().requests, held);
    assert!(window.status().await.held);
    window.core.resume_syncing().await.unwrap();
    pass(&clock, MINUTE * 10).await;
    assert_eq!(window.status().await.state, StatusState::UpToDate);
    window.close().await;
}

#[tokio::test]
async fn a_pause_until_resumed_ends_with_the_person_and_with_nothing_else() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    pass(&clock, MINUTE * 2).await;
    window.core.pause_syncing(None).await.unwrap();
    window.close().await;
    let window = Window::open(&world).await;
    clock.jump(time::Duration::weeks(2));
    pass(&clock, HOUR).await;
    let before = window.last_sync().await;
    assert!(window.looking().await.paused);
    assert_eq!(
        window.core.store().pause().await.unwrap(),
        Some(KeptPause::UntilResumed)
    );
    window.core.resume_syncing().await.unwrap();
    pass(&clock, SECOND * 5).await;
    assert!(!window.looking().await.paused);
    assert_ne!(window.last_sync().await, before, "it looks at once");
    assert_eq!(window.core.store().pause().await.unwrap(), None);
    window.close().await;
}

#[tokio::test]
async fn a_pause_holds_what_is_being_written_to_notion_too() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    pass(&clock, MINUTE * 2).await;
    let tree = window.core.tree(&window.connection.id).await.unwrap();
    let pages = tree.iter().filter(|node| node.kind == TreeKind::Page);
    let pages: Vec<_> = pages.take(30).collect();
    for page in &pages {
        window.core.put_text(&page.id, "Other words").await.unwrap();
    }
    let writes = || {
        let asked = world.simulator.meters().per_endpoint;
        let written = asked.iter().filter(|(name, _)| name.starts_with("PATCH"));
        written.map(|(_, times)| times).sum::<u64>()
    };
    while writes() < 3 {
        pass(&clock, SECOND).await;
    }
    window.core.pause_syncing(None).await.unwrap();
    // A page that was begun comes to its end: it is looked at, written and looked at again.
    pass(&clock, MINUTE).await;
    let (held, requests) = (writes(), world.simulator.meters().requests);
    assert!(held < 10, "{held}");
    pass(&clock, HOUR).await;
    assert_eq!(world.simulator.meters().requests, requests);

    window.core.resume_syncing().await.unwrap();
    pass(&clock, MINUTE * 2).await;
    let runs = window.core.runs(&window.connection.id).await.unwrap();
    let pushed = &runs[0].pushed;
    assert_eq!(u64::from(pushed.pages), writes(), "each of them once");
    // The text of one cannot be written, and it is counted once, too.
    assert_eq!((pushed.pages, pushed.parked, pushed.waiting), (29, 1, 1));
    window.close().await;
}

#[tokio::test]
async fn what_is_asked_for_in_a_pause_goes_on_and_nothing_else_does() {
    let (world, clock) = World::exact("big:300", 0);
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let window = Window::open(&world).await;
    let (core, id) = (&window.core, &connection.id);
    let options = ImportOptions::default();
    let run = core.start_import(id, everything(), options).await.unwrap();
    pass(&clock, SECOND * 20).await;
    core.pause_syncing(None).await.unwrap();
    pass(&clock, SECOND * 5).await;
    let held = world.simulator.meters().requests;

    core.let_go_of(ConnectionId::new(i64::MAX));
    pass(&clock, MINUTE).await;
    assert_eq!(world.simulator.meters().requests, held, "another workspace");
    let again = core.import_again(id).await.unwrap();
    assert_eq!(again, run, "the same one");
    pass(&clock, MINUTE).await;
    assert!(world.simulator.meters().requests > held);
    assert!(!core.keeps_in_step(), "the pause goes on");
    window.close().await;
}

#[tokio::test]
async fn what_a_terminal_asks_for_while_the_window_pauses_does_not_wait_for_its_end() {
    let (world, clock) = World::exact("big:300", 0);
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let window = Window::open(&world).await;
    let (core, id) = (&window.core, &connection.id);
    let options = ImportOptions::default();
    let run = core.start_import(id, everything(), options).await.unwrap();
    pass(&clock, SECOND * 20).await;
    core.pause_syncing(None).await.unwrap();
    pass(&clock, SECOND * 5).await;

    let terminal = Keepsake::open_with(world.options(ORIGIN)).await.unwrap();
    let asked = terminal.start_import(id, everything(), options).await;
    let asked = asked.unwrap();
    assert_ne!(asked, run, "the one that is held is none to wait for");
    let waiting = {
        let terminal = terminal.clone();
        tokio::spawn(async move { terminal.watch_run(&asked, |_| {}).await })
    };
    pass(&clock, MINUTE * 10).await;
    let result = waiting.await.unwrap().unwrap();
    assert_eq!(result.state, RunState::Completed);
    assert!(!core.keeps_in_step(), "the pause goes on");
    terminal.close().await.unwrap();
    window.close().await;
}

#[tokio::test]
async fn a_look_that_is_asked_for_in_a_pause_sees_what_was_changed_in_it() {
    let (world, clock) = World::exact("flat", 0);
    let window = Window::first(&world).await;
    let core = &window.core;
    pass(&clock, MINUTE * 2).await;
    let tree = core.tree(&window.connection.id).await.unwrap();
    let pages: Vec<_> = tree
        .iter()
        .filter(|node| node.kind == TreeKind::Page)
        .collect();
    let say = |page: &str, text: &str| {
        let edit = Edit::AddText {
            to: Id::parse(page).unwrap(),
            text: text.to_owned(),
        };
        world.simulator.edit(&edit).unwrap();
    };
    let looks = || !core.inner.jobs.all_active().is_empty();
    let requests = || world.simulator.meters().requests;
    let mut held = 0;
    for sent in 1..6 {
        while looks() {
            pass(&clock, SECOND).await;
        }
        // Something to read, so that there is a look between its first request and its end.
        for page in &pages[1..] {
            say(&page.id, "said before");
        }
        let before = requests();
        while !looks() || (looks() && requests() < before + sent) {
            pass(&clock, Duration::from_millis(5)).await;
        }
        core.pause_syncing(None).await.unwrap();
        pass(&clock, MINUTE).await;
        held += u32::from(looks());
        let words = format!("said in the pause after {sent}");
        say(&pages[0].id, &words);
        let run = core.sync_now(&window.connection.id).await.unwrap();
        let watched = core.clone();
        let watching = tokio::spawn(async move { watched.watch_run(&run, |_| {}).await });
        pass(&clock, MINUTE * 2).await;
        watching.await.unwrap().unwrap();
        let text = core.text(&pages[0].id).await.unwrap();
        assert!(text.markdown.contains(&words), "{words}: {}", text.markdown);
        core.resume_syncing().await.unwrap();
    }
    assert!(held > 2, "{held}");
    window.close().await;
}

#[tokio::test]
async fn a_run_that_the_window_left_in_a_pause_is_gone_on_with_by_the_terminal() {
    let (world, clock) = World::exact("big:300", 0);
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let window = Window::open(&world).await;
    let (core, id) = (&window.core, &connection.id);
    let options = ImportOptions::default();
    let run = core.start_import(id, everything(), options).await.unwrap();
    pass(&clock, SECOND * 20).await;
    core.pause_syncing(None).await.unwrap();
    pass(&clock, SECOND * 5).await;
    window.close().await;

    let terminal = Keepsake::open_with(world.options(ORIGIN)).await.unwrap();
    let asked = terminal.start_import(id, everything(), options).await;
    assert_eq!(asked.unwrap(), run);
    terminal.close().await.unwrap();
}

#[tokio::test]
async fn resuming_a_run_that_a_pause_holds_is_the_end_of_the_pause_and_one_held_by_hand_outlasts_it()
 {
    let (world, clock) = World::exact("big:300", 0);
    let (core, connection) = world.connected().await;
    core.close().await.unwrap();
    let window = Window::open(&world).await;
    let core = &window.core;
    let run = core.start_import(&connection.id, everything(), ImportOptions::default());
    let run = run.await.unwrap();
    pass(&clock, SECOND * 20).await;
    let until = moment(core.now() + HOUR);
    core.pause_syncing(Some(&until)).await.unwrap();
    assert_eq!(window.status().await.held_until, Some(until));
    core.resume_run(&run).await.unwrap();
    assert!(core.keeps_in_step());
    let status = window.status().await;
    assert_eq!((status.held, status.held_until), (false, None));

    let until = moment(core.now() + HOUR);
    core.pause_syncing(Some(&until)).await.unwrap();
    core.pause_run(&run).await.unwrap();
    pass(&clock, HOUR * 2).await;
    assert!(core.keeps_in_step());
    assert!(window.status().await.held);
    window.close().await;
}
