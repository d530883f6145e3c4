//! Changing the choice, and what is pointed at and not shared.

use super::world::{World, everything, import, only};
use crate::dto::{
    CommentsChoice, FilesChoice, ImportOptions, LeavingFate, Mark, RunState, Selection, TreeNode,
};
use crate::{ErrorCode, Keepsake, marked};

fn without(ids: &[&str]) -> Selection {
    let mut selection = everything();
    selection.marks = ids
        .iter()
        .map(|id| Mark {
            id: (*id).to_owned(),
            included: false,
        })
        .collect();
    selection
}

async fn node(core: &Keepsake, connection: &str, with_children: bool) -> TreeNode {
    let tree = core.tree(connection).await.unwrap();
    let found = tree.into_iter().find(|node| {
        node.parent.is_none() && (node.child_count > 0) == with_children && !node.title.is_empty()
    });
    found.unwrap()
}

#[tokio::test]
async fn what_leaves_the_choice_and_is_kept_costs_nothing_when_it_comes_back() {
    let world = World::new("nested");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let left_out = node(&core, &connection.id, true).await;
    let choice = without(&[&left_out.id]);
    let effect = core
        .choice_effect(&connection.id, choice.clone())
        .await
        .unwrap();
    assert!(effect.leaving_pages > 1);
    assert_eq!((effect.arriving_pages, effect.unsent.len()), (0, 0));

    let before = world.simulator.meters().requests;
    let options = ImportOptions::default();
    let changed = core
        .change_choice(&connection.id, choice, LeavingFate::Keep, options)
        .await
        .unwrap();
    assert_eq!(changed.left_pages, effect.leaving_pages);
    assert_eq!(changed.run, None, "nothing is new");
    assert_eq!(world.simulator.meters().requests, before);
    assert!(core.page(&left_out.id).await.unwrap().html.contains('<'));

    let effect = core
        .choice_effect(&connection.id, everything())
        .await
        .unwrap();
    assert_eq!(effect.arriving_pages, effect.arriving_stored);
    let changed = core
        .change_choice(&connection.id, everything(), LeavingFate::Keep, options)
        .await
        .unwrap();
    let run = changed.run.unwrap();
    let result = core.watch_run(&run, |_| {}).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
    assert_eq!(result.summary.objects.stored, 0);
    let again = world.simulator.meters().requests - before;
    // A second import of everything costs the same: its look around and its users.
    let before = world.simulator.meters().requests;
    import(&core, &connection).await.unwrap();
    assert_eq!(again, world.simulator.meters().requests - before);
}

#[tokio::test]
async fn what_is_removed_comes_back_for_one_request_a_page() {
    let world = World::new("nested");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let before = world.simulator.meters().requests;
    import(&core, &connection).await.unwrap();
    let unchanged = world.simulator.meters().requests - before;

    let left_out = node(&core, &connection.id, true).await;
    let options = ImportOptions::default();
    let changed = core
        .change_choice(
            &connection.id,
            without(&[&left_out.id]),
            LeavingFate::Remove,
            options,
        )
        .await
        .unwrap();
    assert_eq!(changed.run, None);
    let effect = core
        .choice_effect(&connection.id, everything())
        .await
        .unwrap();
    assert_eq!(
        (effect.arriving_pages, effect.arriving_stored),
        (changed.left_pages, 0)
    );
    let before = world.simulator.meters().requests;
    let back = core
        .change_choice(&connection.id, everything(), LeavingFate::Keep, options)
        .await
        .unwrap();
    let result = core.watch_run(&back.run.unwrap(), |_| {}).await.unwrap();
    assert_eq!(result.state, RunState::Completed);
    assert_eq!(result.summary.objects.stored, changed.left_pages);
    assert_eq!(
        world.simulator.meters().requests - before,
        unchanged + u64::from(changed.left_pages)
    );
}

#[tokio::test]
async fn a_choice_by_import_keeps_what_it_leaves_out() {
    let world = World::new("nested");
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let left_out = node(&core, &connection.id, true).await;
    let run = core
        .start_import(
            &connection.id,
            without(&[&left_out.id]),
            ImportOptions::default(),
        )
        .await
        .unwrap();
    core.watch_run(&run, |_| {}).await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let shown = tree.iter().find(|node| node.id == left_out.id).unwrap();
    assert!(shown.kept && !shown.included);
    let refused = core.put_text(&left_out.id, "words").await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidInput);
    assert_eq!(refused.details["problem"], "kept_only");
}

#[tokio::test]
async fn what_comes_besides_pages_is_as_at_the_last_import_until_it_is_chosen_anew() {
    let world = World::new("hostile");
    let (core, connection) = world.connected().await;
    let usual = ImportOptions::default();
    assert_eq!(core.import_options(&connection.id).await.unwrap(), usual);
    let bare = ImportOptions {
        comments: CommentsChoice::Pages,
        files: FilesChoice::None,
        ..usual
    };
    let run = core.start_import(&connection.id, everything(), bare);
    let run = run.await.unwrap();
    let first = core.watch_run(&run, |_| {}).await.unwrap();
    assert_eq!(first.summary.files.stored, 0);
    assert!(first.summary.files.skipped > 0);
    assert_eq!(core.import_options(&connection.id).await.unwrap(), bare);

    let change = async |options| {
        let keep = LeavingFate::Keep;
        let changed = core.change_choice(&connection.id, everything(), keep, options);
        changed.await.unwrap().run
    };
    assert_eq!(change(bare).await, None, "nothing is another");
    let run = change(usual).await.expect("attachments are to come along");
    let second = core.watch_run(&run, |_| {}).await.unwrap();
    assert_eq!(second.state, RunState::Completed);
    assert!(second.summary.files.stored > 0, "{:?}", second.summary);
    assert_eq!(core.import_options(&connection.id).await.unwrap(), usual);

    let again = core.start_import(&connection.id, everything(), usual);
    let again = again.await.unwrap();
    let third = core.watch_run(&again, |_| {}).await.unwrap();
    assert_eq!(third.summary.files.stored, 0, "they are here");
}

#[tokio::test]
async fn removing_while_an_import_is_under_way_ends_it_and_goes_on_with_the_rest() {
    let world = World::new("big:300");
    let (core, connection) = world.connected().await;
    core.own_in_background();
    let run = core
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await
        .unwrap();
    let (tx, mut rx) = tokio::sync::watch::channel(0);
    let watching = core.watch_run(&run, |progress| {
        tx.send_replace(progress.finished);
    });
    let meddling = async {
        rx.wait_for(|finished| *finished > 40).await.unwrap();
        let none = only(&[]);
        core.change_choice(
            &connection.id,
            none,
            LeavingFate::Remove,
            ImportOptions::default(),
        )
        .await
        .unwrap()
    };
    let (stopped, changed) = tokio::join!(watching, meddling);
    assert_eq!(stopped.unwrap().state, RunState::Stopped);
    assert!(changed.left_pages > 0);
    core.watch_run(&changed.run.unwrap(), |_| {}).await.unwrap();
    let effect = core.choice_effect(&connection.id, everything());
    assert_eq!(effect.await.unwrap().arriving_stored, 0);
}

#[tokio::test]
async fn a_choice_is_changed_at_once_while_an_import_is_held_back_and_it_goes_on_with_the_new_options()
 {
    let world = World::new("big:300");
    let (core, connection) = world.connected().await;
    core.own_in_background();
    let id = &connection.id;
    let all = ImportOptions {
        comments: CommentsChoice::Pages,
        ..ImportOptions::default()
    };
    let run = core.start_import(id, everything(), all).await.unwrap();
    let (tx, mut rx) = tokio::sync::watch::channel(0);
    let watching = core.watch_run(&run, |progress| {
        tx.send_replace(progress.finished);
    });
    let bare = ImportOptions {
        files: FilesChoice::None,
        comments: CommentsChoice::None,
        ..all
    };
    let meddling = async {
        rx.wait_for(|finished| *finished > 40).await.unwrap();
        core.pause_syncing(None).await.unwrap();
        let kept = core.change_choice(id, everything(), LeavingFate::Keep, bare);
        kept.await.unwrap()
    };
    let (stopped, changed) = tokio::join!(watching, meddling);
    assert_eq!(stopped.unwrap().state, RunState::Stopped);
    let result = core.watch_run(&changed.run.unwrap(), |_| {}).await.unwrap();
    assert!(result.resumed && result.state == RunState::Completed);
    assert_eq!(core.import_options(id).await.unwrap(), bare);
    let asked = comments_asked(&world);
    assert!(asked < 150, "{asked} of 300: they were owed before");
}

fn comments_asked(world: &World) -> u64 {
    let asked = world.simulator.meters().per_endpoint;
    asked.get("GET /v1/comments").copied().unwrap_or(0)
}

#[tokio::test]
async fn a_choice_is_changed_at_once_also_while_a_second_run_waits_for_the_end_of_the_first() {
    let world = World::new("big:300");
    let (core, connection) = world.connected().await;
    core.own_in_background();
    let id = &connection.id;
    let usual = ImportOptions::default();
    let run = core.start_import(id, everything(), usual).await.unwrap();
    let (tx, mut rx) = tokio::sync::watch::channel(0);
    let watching = core.watch_run(&run, |progress| {
        tx.send_replace(progress.finished);
    });
    let meddling = async {
        rx.wait_for(|finished| *finished > 40).await.unwrap();
        core.pause_run(&run).await.unwrap();
        let waiting = core.sync_now(id).await.unwrap();
        assert_ne!(waiting, run);
        let kept = core.change_choice(id, everything(), LeavingFate::Keep, usual);
        (waiting, kept.await.unwrap().run.unwrap())
    };
    let (stopped, (waiting, next)) = tokio::join!(watching, meddling);
    assert_eq!(stopped.unwrap().state, RunState::Stopped);
    let waiting = core.watch_run(&waiting, |_| {}).await.unwrap_err();
    assert_eq!(waiting.code, ErrorCode::Cancelled);
    let result = core.watch_run(&next, |_| {}).await.unwrap();
    assert!(result.resumed && result.state == RunState::Completed);
}

#[test]
fn marks_are_put_on_top_of_the_choice_there_is() {
    let one = "1f0e4a6c2b7d4f6e9a53c0d1e2f3a4b5".to_owned();
    let with = marked(only(&[]), std::slice::from_ref(&one), &[]).unwrap();
    assert!(!with.everything && with.marks.len() == 1 && with.marks[0].included);
    let without = marked(with, &[], std::slice::from_ref(&one)).unwrap();
    assert!(without.marks.len() == 1 && !without.marks[0].included);
    assert!(marked(everything(), &["nothing".to_owned()], &[]).is_err());
}
