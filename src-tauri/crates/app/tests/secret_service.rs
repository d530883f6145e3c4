//! The keychain for real: a Secret Service on a session bus. Reported as ignored where nobody started one.
//!
//! ```sh
//! XDG_DATA_HOME=$(mktemp -d) dbus-run-session -- sh -c '
//!     printf "a password for this run" | gnome-keyring-daemon --unlock --components=secrets >/dev/null &&
//!     cargo test -p keepsake-app --test secret_service -- --ignored --test-threads=1'
//! ```
//!
//! `XDG_DATA_HOME` keeps the keyring of the person who runs it out of the test.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::process::Command;

use keepsake_app::Home;
use keepsake_app::secrets::{NobodyToAsk, SecretError, SecretStoreKind, open};
use secrecy::ExposeSecret;
use zbus::zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value};

const TOKEN: &str = "ntn_canary_secret_service";
const WHY: &str =
    "the test needs a session bus with an unlocked Secret Service; see the top of this file";

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a session bus with an unlocked Secret Service"]
async fn a_token_is_kept_in_the_secret_service_and_found_by_another_process_of_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().to_owned());
    let (store, kind) = open(&home, &NobodyToAsk).await.expect(WHY);
    assert_eq!(kind, SecretStoreKind::Keychain, "{WHY}");
    assert!(store.get("connection").await.unwrap().is_none());
    store.set("connection", "ntn_earlier".into()).await.unwrap();
    store.set("connection", TOKEN.into()).await.unwrap();
    drop(store);

    let (store, _) = open(&home, &NobodyToAsk).await.unwrap();
    let found = store.get("connection").await.unwrap().unwrap();
    assert_eq!(found.expose_secret(), TOKEN);

    let elsewhere = tempfile::tempdir().unwrap();
    let (other, _) = open(&Home::at(elsewhere.path().to_owned()), &NobodyToAsk)
        .await
        .unwrap();
    assert!(other.get("connection").await.unwrap().is_none());

    store.delete("connection").await.unwrap();
    store.delete("connection").await.unwrap();
    assert!(store.get("connection").await.unwrap().is_none());
    for entry in std::fs::read_dir(home.secrets()).unwrap() {
        let contents = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(
            !contents
                .windows(TOKEN.len())
                .any(|window| window == TOKEN.as_bytes())
        );
    }
}

/// What the keychain of the session was made with.
const PASSWORD: &[u8] = b"a password for this run";
/// Where the Secret Service keeps what is made where nobody names a collection.
const COLLECTION: &str = "/org/freedesktop/secrets/collection/login";

/// Unlocks the keychain as its own question does once a person has typed the password: there is nobody here to type it.
fn unlock() {
    let bus = zbus::blocking::Connection::session().unwrap();
    let (place, service) = ("/org/freedesktop/secrets", "org.freedesktop.secrets");
    let opened = bus
        .call_method(
            Some(service),
            place,
            Some("org.freedesktop.Secret.Service"),
            "OpenSession",
            &("plain", Value::from("")),
        )
        .unwrap();
    let (_, session): (OwnedValue, OwnedObjectPath) = opened.body().deserialize().unwrap();
    let secret = (session, Vec::<u8>::new(), PASSWORD, "text/plain");
    let collection = ObjectPath::try_from(COLLECTION).unwrap();
    bus.call_method(
        Some(service),
        place,
        Some("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"),
        "UnlockWithMasterPassword",
        &(collection, secret),
    )
    .unwrap();
}

/// Named so that it runs last: where it fails, it leaves the keychain locked.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a session bus with an unlocked Secret Service"]
async fn z_a_locked_keychain_is_an_error_of_its_own_until_somebody_unlocks_it() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().to_owned());
    let (store, kind) = open(&home, &NobodyToAsk).await.expect(WHY);
    assert_eq!(kind, SecretStoreKind::Keychain, "{WHY}");
    store.set("connection", TOKEN.into()).await.unwrap();
    let locked = Command::new("dbus-send")
        .args([
            "--session",
            "--print-reply",
            "--dest=org.freedesktop.secrets",
            "/org/freedesktop/secrets",
        ])
        .args([
            "org.freedesktop.Secret.Service.Lock",
            &format!("array:objpath:{COLLECTION}"),
        ])
        .status()
        .unwrap();
    assert!(locked.success());
    let result = store.get("connection").await;
    assert!(
        matches!(result, Err(SecretError::Locked { .. })),
        "{result:?}"
    );
    tokio::task::spawn_blocking(unlock).await.unwrap();
    let found = store.get("connection").await.unwrap().unwrap();
    assert_eq!(found.expose_secret(), TOKEN, "the same store goes on");
}
