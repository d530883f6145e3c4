//! The app's client of a broker, and the broker.

use std::sync::Arc;

use keepsake_notion::adapters::{MemorySendLog, SystemRandomness};
use keepsake_notion::ports::TransportErrorKind::{Connect, Interrupted};
use keepsake_notion::ports::{self, NobodyWatches};
use keepsake_notion::{
    BrokerClient, BrokerRefusal, BrokerSignIn, Error, ErrorKind, Settings, TokenGrant,
};
use secrecy::{ExposeSecret, SecretString};

use crate::scene::{Begun, Next, PUBLIC, Scene};

/// An app, its client and a sign-in of its own.
struct App {
    client: BrokerClient,
    sign_in: BrokerSignIn,
}

impl App {
    fn new(scene: &Scene, number: u8) -> Self {
        let ports = ports::Ports {
            transport: Arc::new(scene.way_in()),
            clock: Arc::new(scene.clock.clone()),
            randomness: Arc::new(SystemRandomness::default()),
            send_log: Arc::new(MemorySendLog::new()),
            watcher: Arc::new(NobodyWatches),
        };
        let settings = Settings::for_base_url(PUBLIC.parse().unwrap());
        Self {
            client: BrokerClient::new(&settings, ports),
            sign_in: BrokerSignIn::new(&[number; 16], &[number; 32], None),
        }
    }

    /// Lets the person allow it in the browser; the pickup that comes back.
    async fn allowed(&self, scene: &Scene) -> SecretString {
        let begun = Begun {
            state: self.sign_in.state().expose_secret().to_owned(),
            verifier: String::new(),
        };
        scene.pickup_of(&begun).await.into()
    }

    async fn pick_up(&self, pickup: &SecretString) -> Result<TokenGrant, Error> {
        self.client.pick_up(pickup, &self.sign_in).await
    }
}

fn refusal<T>(outcome: Result<T, Error>) -> Option<BrokerRefusal> {
    BrokerRefusal::of(&outcome.err().unwrap())
}

#[tokio::test]
async fn an_app_signs_in_renews_and_revokes_without_a_secret_of_its_own() {
    let scene = Scene::new();
    let app = App::new(&scene, 1);
    let pickup = app.allowed(&scene).await;
    let grant = app.pick_up(&pickup).await.unwrap();
    assert!(grant.bot_id.is_some() && grant.workspace_name.is_some());
    let renewed = app.client.refresh(&grant.refresh_token.unwrap()).await;
    let renewed = renewed.unwrap();
    let (old, new) = (grant.access_token, renewed.access_token);
    assert_ne!(old.expose_secret(), new.expose_secret());
    app.client.revoke(&new).await.unwrap();
}

#[tokio::test]
async fn a_sign_in_comes_back_where_it_wants_to() {
    let state = |port| {
        let sign_in = BrokerSignIn::new(&[1; 16], &[1; 32], port);
        sign_in.state().expose_secret().to_owned()
    };
    assert_eq!(state(None), Begun::new(1).state);
    assert_eq!(state(Some(43110)), Begun::new(1).by_port(43110).state);
    let shown = format!("{:?}", BrokerSignIn::new(&[1; 16], &[1; 32], None));
    assert!(!shown.contains(&Begun::new(1).verifier), "{shown}");
}

#[tokio::test]
async fn an_app_can_tell_a_stolen_link_from_one_that_is_over() {
    let scene = Scene::new();
    let (app, thief) = (App::new(&scene, 1), App::new(&scene, 2));
    let pickup = app.allowed(&scene).await;
    assert_eq!(
        refusal(thief.pick_up(&pickup).await),
        Some(BrokerRefusal::OtherSignIn)
    );
    assert_eq!(
        refusal(app.pick_up(&pickup).await),
        Some(BrokerRefusal::LinkTried)
    );
    let again = App::new(&scene, 3);
    let pickup = again.allowed(&scene).await;
    again.pick_up(&pickup).await.unwrap();
    assert_eq!(
        refusal(again.pick_up(&pickup).await),
        Some(BrokerRefusal::SignInOver)
    );
}

#[tokio::test]
async fn only_notions_own_word_ends_a_connection() {
    let scene = Scene::new();
    let app = App::new(&scene, 1);
    let refresh = async || {
        let token = SecretString::from("nrt_1");
        app.client.refresh(&token).await.unwrap_err()
    };
    let gone = refresh().await;
    assert_eq!(gone.kind(), ErrorKind::Authentication);
    assert_eq!(gone.code.as_deref(), Some("invalid_grant"));

    scene.next([Next::Says(401, &[], "{\"error\":\"invalid_client\"}")]);
    let broken = refresh().await;
    assert_ne!(broken.kind(), ErrorKind::Authentication);
    assert!(broken.is_retryable() && !broken.outcome_unclear, "{broken}");
    assert_eq!(BrokerRefusal::of(&broken), Some(BrokerRefusal::NothingDone));

    scene.next([Next::Fails(Connect)]);
    let unreached = refresh().await;
    assert!(
        unreached.is_retryable() && !unreached.outcome_unclear,
        "{unreached}"
    );

    scene.next([Next::Fails(Interrupted)]);
    let unclear = refresh().await;
    assert!(unclear.outcome_unclear, "{unclear}");
    assert_eq!(BrokerRefusal::of(&unclear), None);
}
