//! Webhooks over a socket, as Notion sends them.

use std::sync::{Arc, Mutex};

use keepsake_webhooks::sign;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use super::world::{Answering, World, import};
use crate::dto::{Connection, TreeKind};
use crate::webhooks::WebhookNews;
use crate::{AppError, Keepsake};

const TOKEN: &str = "secret_verification_0123456789";

/// A receiver at work.
struct Desk {
    address: String,
    news: Arc<Mutex<Vec<WebhookNews>>>,
    receiving: JoinHandle<Result<(), AppError>>,
}

impl Desk {
    async fn open(core: &Keepsake, pairing: Option<&Connection>) -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = socket.local_addr().unwrap().to_string();
        let news: Arc<Mutex<Vec<_>>> = Arc::default();
        let (core, told) = (core.clone(), Arc::clone(&news));
        let pairing = pairing.map(|connection| connection.id.clone());
        let receiving = tokio::spawn(async move {
            let tell = Arc::new(move |news| told.lock().unwrap().push(news));
            core.receive_webhooks(socket, pairing.as_deref(), tell)
                .await
        });
        Self {
            address,
            news,
            receiving,
        }
    }

    /// Posts a signed body; the answer's status and word.
    async fn post(&self, body: &Value) -> (u16, String) {
        let body = body.to_string();
        let signature = sign(&SecretString::from(TOKEN), body.as_bytes());
        let request = format!(
            "POST /webhook/notion HTTP/1.1\r\nHost: h\r\nX-Notion-Signature: {signature}\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n{body}",
            body.len()
        );
        let mut stream = TcpStream::connect(&self.address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
        let word: Value = serde_json::from_str(answer.split("\r\n\r\n").nth(1).unwrap()).unwrap();
        (status, word["status"].as_str().unwrap().to_owned())
    }

    fn is_synced(&self) -> bool {
        let news = self.news.lock().unwrap();
        news.iter()
            .any(|news| matches!(news, WebhookNews::Synced { .. }))
    }
}

fn event(id: &str, page: &str) -> Value {
    json!({
        "id": id, "type": "page.properties_updated", "entity": {"id": page, "type": "page"}, "data": {},
    })
}

/// An imported workspace, and the id of one of its pages.
async fn imported(world: &World) -> (Keepsake, Connection, String) {
    let (core, connection) = world.connected().await;
    import(&core, &connection).await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let page = tree.into_iter().find(|node| node.kind == TreeKind::Page);
    (core, connection, page.unwrap().id)
}

/// Looks every second of this world until it is so; the test's own time limit ends what never is.
async fn until(world: &World, is_so: impl AsyncFn() -> bool) {
    for _ in 0..3_000 {
        if is_so().await {
            return;
        }
        world.wait(1).await;
    }
    panic!("it never was so");
}

fn rename(world: &World, page: &str, title: &str) {
    let edit = json!({"action": "set_title", "id": page, "text": title});
    let edit = serde_json::from_value(edit).unwrap();
    world.simulator.edit(&edit).unwrap();
}

async fn is_called(core: &Keepsake, connection: &Connection, page: &str, title: &str) -> bool {
    let tree = core.tree(&connection.id).await.unwrap();
    tree.iter()
        .any(|node| node.id == page && node.title.starts_with(title))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_paired_once_kept_with_the_other_secrets_and_forgotten_on_demand() {
    let world = World::new("flat");
    let (core, connection, page) = imported(&world).await;
    let status = async || core.webhook_status(&connection.id).await.unwrap();
    assert!(!status().await.is_paired);
    let desk = Desk::open(&core, Some(&connection)).await;
    let handshake = json!({"verification_token": TOKEN});
    assert_eq!(desk.post(&handshake).await, (200, "received".to_owned()));
    assert!(status().await.is_paired);
    let told = desk.news.lock().unwrap()[0].clone();
    let WebhookNews::Paired { token, .. } = told else {
        panic!("{told:?}")
    };
    assert_eq!(token.expose_secret(), TOKEN);
    assert_eq!(desk.post(&event("e1", &page)).await.0, 200);
    assert!(
        !super::world::is_anywhere(&world.home(), TOKEN.as_bytes()),
        "the token lies in the data folder"
    );

    let again = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let refused = core
        .receive_webhooks(again, Some(&connection.id), Arc::new(|_| {}))
        .await;
    assert_eq!(refused.unwrap_err().details["problem"], "webhook_paired");

    core.stop_what_was_asked().await.unwrap();
    desk.receiving.await.unwrap().unwrap();
    assert!(core.forget_webhook(&connection.id).await.unwrap());
    assert!(!core.forget_webhook(&connection.id).await.unwrap());
    let deaf = Desk::open(&core, None).await;
    assert_eq!(deaf.post(&event("e2", &page)).await.0, 401);
    core.close().await.unwrap();
    deaf.receiving.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_an_event_tells_of_arrives_without_anybody_asking() {
    let world = World::new("flat");
    let (core, connection, page) = imported(&world).await;
    pair(&world, &core, &connection).await;
    let desk = Desk::open(&core, None).await;
    rename(&world, &page, "Renamed elsewhere");
    assert_eq!(
        desk.post(&event("e1", &page)).await,
        (200, "received".to_owned())
    );
    assert_eq!(
        desk.post(&event("e1", &page)).await,
        (200, "already_processed".to_owned())
    );
    until(&world, async || {
        is_called(&core, &connection, &page, "Renamed elsewhere").await
    })
    .await;
    until(&world, async || desk.is_synced()).await;
    let waiting = core.webhook_status(&connection.id).await.unwrap().waiting;
    assert_eq!(waiting, 0);
    core.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_of_a_killed_process_is_worked_off_by_the_next_run() {
    let world = World::new("flat");
    let (core, connection, page) = imported(&world).await;
    pair(&world, &core, &connection).await;
    // Nothing can be asked, so all that happens is that the event is stored and acknowledged.
    world.answer(Answering::Nobody);
    let desk = Desk::open(&core, None).await;
    rename(&world, &page, "Renamed before the end");
    assert_eq!(
        desk.post(&event("e1", &page)).await,
        (200, "received".to_owned())
    );
    desk.receiving.abort();
    let _ = desk.receiving.await;
    drop(core);

    let next = world.core().await;
    let waiting = next.webhook_status(&connection.id).await.unwrap().waiting;
    assert_eq!(waiting, 1, "it was acknowledged, so it is stored");
    world.answer(Answering::Notion);
    let run = next.sync_now(&connection.id).await.unwrap();
    next.watch_run(&run, |_| {}).await.unwrap();
    assert!(is_called(&next, &connection, &page, "Renamed before the end").await);
    let waiting = next.webhook_status(&connection.id).await.unwrap().waiting;
    assert_eq!(waiting, 0);
    next.close().await.unwrap();
}

/// Puts the token where a pairing leaves it.
async fn pair(world: &World, core: &Keepsake, connection: &Connection) {
    let row = core
        .store()
        .connection(connection.id.parse().unwrap())
        .await;
    let account = crate::keys::webhook_account(&row.unwrap());
    let mut secrets = world.keys.secrets.lock().unwrap();
    secrets.insert(account, TOKEN.to_owned());
}
