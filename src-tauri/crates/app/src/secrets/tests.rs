//! Which place is chosen, and what each keeps and refuses.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::fs;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use keyring_core::CredentialStore;
use secrecy::ExposeSecret;
use tempfile::{TempDir, tempdir};

use super::*;

const TOKEN: &str = "ntn_canary_4a1f";

fn no_keychain() -> keyring_core::Result<Arc<CredentialStore>> {
    Err(keyring_core::Error::PlatformFailure("no bus".into()))
}

/// One keychain for all tests, as on a real system.
fn a_keychain() -> keyring_core::Result<Arc<CredentialStore>> {
    static STORE: OnceLock<Arc<CredentialStore>> = OnceLock::new();
    let store = STORE.get_or_init(|| keyring_core::mock::Store::new().unwrap());
    Ok(Arc::clone(store))
}

/// Gives one passphrase and counts how often it was asked.
struct Person {
    passphrase: Option<&'static str>,
    asked: AtomicUsize,
}

impl Person {
    fn who_says(passphrase: &'static str) -> Self {
        Self {
            passphrase: Some(passphrase),
            asked: AtomicUsize::new(0),
        }
    }
}

impl PassphrasePrompt for Person {
    fn ask(&self, _is_new: bool) -> Option<SecretString> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.passphrase.map(SecretString::from)
    }
}

async fn open_file(
    folder: &TempDir,
    prompt: &dyn PassphrasePrompt,
) -> Result<(Arc<dyn KeyStore>, SecretStoreKind), SecretError> {
    open_with(
        &folder.path().join("secrets"),
        prompt,
        no_keychain,
        Cost::CHEAP,
    )
    .await
}

async fn open_keychain(folder: &TempDir) -> (Arc<dyn KeyStore>, SecretStoreKind) {
    let folder = folder.path().join("secrets");
    open_with(&folder, &NobodyToAsk, a_keychain, Cost::CHEAP)
        .await
        .unwrap()
}

async fn token(store: &Arc<dyn KeyStore>, account: &str) -> Option<String> {
    let secret = store.get(account).await.unwrap()?;
    Some(secret.expose_secret().to_owned())
}

/// Everything in a folder, names and contents.
fn bytes_below(folder: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        bytes.extend_from_slice(path.as_os_str().as_encoded_bytes());
        if path.is_dir() {
            bytes.extend(bytes_below(&path));
        } else {
            bytes.extend(fs::read(&path).unwrap());
        }
    }
    bytes
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}

fn is_locked<T>(result: Result<T, SecretError>) -> bool {
    matches!(result, Err(SecretError::Locked { .. }))
}

#[tokio::test]
async fn the_keychain_is_used_where_there_is_one_and_nothing_lies_on_the_disk() {
    let folder = tempdir().unwrap();
    let (store, kind) = open_keychain(&folder).await;
    assert_eq!(kind, SecretStoreKind::Keychain);
    assert_eq!(token(&store, "a").await, None);
    store.set("a", TOKEN.into()).await.unwrap();
    assert!(!holds(&bytes_below(folder.path()), TOKEN));
    let (again, _) = open_keychain(&folder).await;
    assert_eq!(token(&again, "a").await.as_deref(), Some(TOKEN));
    again.delete("a").await.unwrap();
    again.delete("a").await.unwrap();
    assert_eq!(token(&store, "a").await, None);
}

#[tokio::test]
async fn two_data_folders_do_not_share_a_keychains_entries() {
    let (one, other) = (tempdir().unwrap(), tempdir().unwrap());
    let (store, _) = open_keychain(&one).await;
    store.set("a", TOKEN.into()).await.unwrap();
    let (store, _) = open_keychain(&other).await;
    assert_eq!(token(&store, "a").await, None);
}

#[tokio::test]
async fn secrets_in_a_keychain_that_is_gone_are_missed_and_not_asked_for_again() {
    let folder = tempdir().unwrap();
    let (store, _) = open_keychain(&folder).await;
    store.set("a", TOKEN.into()).await.unwrap();
    let result = open_file(&folder, &NobodyToAsk).await;
    assert!(matches!(result, Err(SecretError::Missing { .. })));
}

#[tokio::test]
async fn without_a_keychain_and_a_passphrase_the_file_lies_under_a_key_file() {
    let folder = tempdir().unwrap();
    let (store, kind) = open_file(&folder, &NobodyToAsk).await.unwrap();
    assert_eq!(kind, SecretStoreKind::KeyFile);
    store.set("a", TOKEN.into()).await.unwrap();
    store.set("b", "2".into()).await.unwrap();
    store.set("a", "1".into()).await.unwrap();
    let (again, _) = open_file(&folder, &NobodyToAsk).await.unwrap();
    assert_eq!(token(&again, "a").await.as_deref(), Some("1"));
    again.delete("a").await.unwrap();
    assert_eq!(token(&store, "a").await, None);
    assert_eq!(token(&store, "b").await.as_deref(), Some("2"));
}

#[tokio::test]
async fn secrets_stay_in_their_file_when_a_keychain_appears() {
    let folder = tempdir().unwrap();
    let (store, _) = open_file(&folder, &NobodyToAsk).await.unwrap();
    store.set("a", TOKEN.into()).await.unwrap();
    let (store, kind) = open_keychain(&folder).await;
    assert_eq!(kind, SecretStoreKind::KeyFile);
    assert_eq!(token(&store, "a").await.as_deref(), Some(TOKEN));
}

#[tokio::test]
async fn a_passphrase_opens_the_file_and_a_wrong_or_missing_one_does_not() {
    let folder = tempdir().unwrap();
    let person = Person::who_says("correct horse");
    let (store, kind) = open_file(&folder, &person).await.unwrap();
    assert_eq!(kind, SecretStoreKind::PassphraseFile);
    store.set("a", TOKEN.into()).await.unwrap();
    let (again, _) = open_file(&folder, &person).await.unwrap();
    assert_eq!(token(&again, "a").await.as_deref(), Some(TOKEN));
    assert_eq!(person.asked.load(Ordering::Relaxed), 2);
    assert!(is_locked(
        open_file(&folder, &Person::who_says("wrong")).await
    ));
    assert!(is_locked(open_file(&folder, &Person::who_says("")).await));
    assert!(is_locked(open_file(&folder, &NobodyToAsk).await));
    assert_eq!(token(&store, "a").await.as_deref(), Some(TOKEN));
}

#[tokio::test]
async fn a_person_who_declines_a_passphrase_gets_a_key_file() {
    let folder = tempdir().unwrap();
    let (_, kind) = open_file(&folder, &Person::who_says("")).await.unwrap();
    assert_eq!(kind, SecretStoreKind::KeyFile);
}

#[tokio::test]
async fn the_secret_is_not_readable_on_the_disk_and_the_files_are_private() {
    let folder = tempdir().unwrap();
    let (store, _) = open_file(&folder, &NobodyToAsk).await.unwrap();
    store.set("account-name", TOKEN.into()).await.unwrap();
    let bytes = bytes_below(folder.path());
    assert!(!holds(&bytes, TOKEN) && !holds(&bytes, "account-name"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let secrets = folder.path().join("secrets");
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&secrets), 0o700);
        for entry in fs::read_dir(&secrets).unwrap() {
            let path = entry.unwrap().path();
            assert_eq!(mode(&path), 0o600, "{}", path.display());
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_file_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempdir().unwrap();
    let (store, _) = open_file(&folder, &NobodyToAsk).await.unwrap();
    store.set("a", TOKEN.into()).await.unwrap();
    let key = folder.path().join("secrets/key");
    fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(is_locked(open_file(&folder, &NobodyToAsk).await));
}

#[tokio::test]
async fn a_file_whose_key_is_gone_is_locked_and_its_key_is_not_replaced() {
    let folder = tempdir().unwrap();
    let (store, _) = open_file(&folder, &NobodyToAsk).await.unwrap();
    store.set("a", TOKEN.into()).await.unwrap();
    let key = folder.path().join("secrets/key");
    fs::remove_file(&key).unwrap();
    assert!(is_locked(open_file(&folder, &NobodyToAsk).await));
    assert!(!key.exists());
}

#[tokio::test]
async fn every_changed_byte_of_the_file_is_noticed() {
    let folder = tempdir().unwrap();
    let (store, _) = open_file(&folder, &Person::who_says("x")).await.unwrap();
    store.set("a", TOKEN.into()).await.unwrap();
    let path = folder.path().join("secrets/secrets.enc");
    let whole = fs::read(&path).unwrap();
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 1;
        fs::write(&path, &changed).unwrap();
        assert!(store.get("a").await.is_err(), "byte {place}");
        fs::write(&path, &whole[..place]).unwrap();
        assert!(store.get("a").await.is_err(), "cut at {place}");
    }
    fs::write(&path, &whole).unwrap();
    assert_eq!(token(&store, "a").await.as_deref(), Some(TOKEN));
}

#[tokio::test]
async fn a_file_of_a_newer_version_or_of_unreasonable_cost_is_refused_in_words() {
    let folder = tempdir().unwrap();
    let person = Person::who_says("x");
    let (store, _) = open_file(&folder, &person).await.unwrap();
    store.set("a", TOKEN.into()).await.unwrap();
    let path = folder.path().join("secrets/secrets.enc");
    let whole = fs::read(&path).unwrap();
    let mut newer = whole.clone();
    newer[16] = 2;
    fs::write(&path, &newer).unwrap();
    let Err(SecretError::Failed { detail }) = open_file(&folder, &person).await else {
        panic!("a newer file was opened");
    };
    assert!(detail.contains("version 2"), "{detail}");
    let mut costly = whole;
    costly[18..22].copy_from_slice(&u32::MAX.to_le_bytes());
    fs::write(&path, &costly).unwrap();
    let Err(SecretError::Failed { detail }) = open_file(&folder, &person).await else {
        panic!("a file that asks for 4 TiB was opened");
    };
    assert!(detail.contains("too much work"), "{detail}");
}

#[tokio::test]
async fn no_secret_is_lost_when_many_are_kept_at_once() {
    let folder = tempdir().unwrap();
    let (one, _) = open_file(&folder, &NobodyToAsk).await.unwrap();
    let (other, _) = open_file(&folder, &NobodyToAsk).await.unwrap();
    let tasks: Vec<_> = (0..40)
        .map(|number| {
            let store = Arc::clone(if number % 2 == 0 { &one } else { &other });
            tokio::spawn(async move {
                store
                    .set(&format!("{number}"), format!("{number}").into())
                    .await
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    for number in 0..40 {
        assert_eq!(
            token(&one, &format!("{number}")).await,
            Some(format!("{number}"))
        );
    }
    let left_over = fs::read_dir(folder.path().join("secrets"))
        .unwrap()
        .filter(|entry| {
            entry
                .as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .ends_with(".new")
        })
        .count();
    assert_eq!(left_over, 0);
}

#[tokio::test]
async fn a_passphrase_file_is_read_and_a_missing_one_gives_none() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("passphrase");
    fs::write(&path, "from the file\nnot this\n").unwrap();
    let asked = |named: Option<&str>| {
        PassphraseInFile::new(named, Person::who_says("from the person"))
            .ask(true)
            .map(|passphrase| passphrase.expose_secret().to_owned())
    };
    assert_eq!(asked(path.to_str()).as_deref(), Some("from the file"));
    assert_eq!(asked(None).as_deref(), Some("from the person"));
    assert_eq!(asked(Some("")).as_deref(), Some("from the person"));
    assert_eq!(asked(Some("/nowhere/at/all")), None);
}

#[test]
fn no_error_shows_a_secret() {
    for error in [
        SecretError::locked("a"),
        SecretError::missing("b"),
        SecretError::failed("c"),
    ] {
        assert!(!format!("{error} {error:?}").contains(TOKEN));
    }
    assert!(!format!("{:?}", SecretString::from(TOKEN)).contains(TOKEN));
}
