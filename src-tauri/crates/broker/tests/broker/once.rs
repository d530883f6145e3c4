//! A pickup is for one app, once, and for a while.

use std::time::Duration;

use keepsake_broker::Notice;

use crate::scene::{Begun, Scene, Told, value_of};

#[tokio::test]
async fn a_stolen_link_gives_nothing_to_who_comes_first_and_its_owner_is_told() {
    let scene = Scene::new();
    let begun = Begun::new(1);
    let pickup = scene.pickup_of(&begun).await;
    let thief = Begun::new(2);
    for _ in 0..2 {
        let stolen = scene.pick_up(&pickup, &thief.verifier).await;
        assert_eq!(stolen.refusal(), (403, "verifier_wrong".to_owned()));
    }
    let owner = scene.pick_up(&pickup, &begun.verifier).await;
    assert_eq!(owner.refusal(), (409, "pickup_tried".to_owned()));
    assert_eq!(scene.sent(), 0, "the code was never exchanged");
    assert_eq!(scene.notices(), [Notice::LinkTried, Notice::LinkTried]);

    let again = Begun::new(3);
    let pickup = scene.pickup_of(&again).await;
    assert_eq!(scene.pick_up(&pickup, &again.verifier).await.status, 200);
}

#[tokio::test]
async fn a_pickup_put_into_another_sign_in_gives_nothing() {
    let scene = Scene::new();
    let (mine, foreign) = (Begun::new(1), Begun::new(2));
    let pickup = scene.pickup_of(&foreign).await;
    let mixed = scene.pick_up(&pickup, &mine.verifier).await;
    assert_eq!(mixed.refusal(), (403, "verifier_wrong".to_owned()));
    let by_challenge = foreign.state.split('.').nth(1).unwrap();
    let guessed = scene.pick_up(&pickup, by_challenge).await;
    assert_eq!(
        guessed.refusal(),
        (403, "verifier_wrong".to_owned()),
        "the state tells no verifier"
    );
    assert_eq!(scene.sent(), 0);
}

#[tokio::test]
async fn a_pickup_works_once_also_when_it_comes_twice_at_the_same_time() {
    let scene = Scene::new();
    let begun = Begun::new(1);
    let pickup = scene.pickup_of(&begun).await;
    let comes = || scene.pick_up(&pickup, &begun.verifier);
    let answers = futures::future::join_all([comes(), comes(), comes()]).await;
    let mut refusals: Vec<_> = answers.iter().map(Told::refusal).collect();
    refusals.sort();
    let used = (409, "pickup_used".to_owned());
    assert_eq!(refusals, [(200, String::new()), used.clone(), used.clone()]);
    assert_eq!(comes().await.refusal(), used);
    assert_eq!(scene.sent(), 1);
}

#[tokio::test]
async fn a_pickup_that_waited_too_long_gives_nothing() {
    let scene = Scene::new();
    let (late, later) = (Begun::new(1), Begun::new(2));
    let pickup = scene.pickup_of(&late).await;
    let unclaimed = scene.pickup_of(&later).await;
    scene.clock.advance(Duration::from_secs(299));
    assert_eq!(scene.pick_up(&pickup, &late.verifier).await.status, 200);
    scene.clock.advance(Duration::from_secs(1));
    for (pickup, verifier) in [(&unclaimed, &later.verifier), (&pickup, &late.verifier)] {
        let told = scene.pick_up(pickup, verifier).await;
        assert_eq!(told.refusal(), (410, "pickup_expired".to_owned()));
    }
    assert_eq!(scene.sent(), 1);
}

#[tokio::test]
async fn a_code_that_notion_does_not_know_is_refused_in_notions_words() {
    let scene = Scene::new();
    let begun = Begun::new(1);
    let page = scene
        .get(&format!("/callback?code=invented&state={}", begun.state))
        .await;
    let pickup = value_of(&page.link().unwrap(), "pickup").unwrap();
    let refused = scene.pick_up(&pickup, &begun.verifier).await;
    assert_eq!(refused.refusal(), (400, "invalid_grant".to_owned()));
    let again = scene.pick_up(&pickup, &begun.verifier).await;
    assert_eq!(again.refusal(), (409, "pickup_used".to_owned()));
}
