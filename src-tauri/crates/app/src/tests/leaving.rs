//! What is left after leaving: what was forgotten for a while, and of everything nothing.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;

use super::world::{ORIGIN, World, import, is_anywhere};
use crate::disconnect::{Access, MemoryFate};
use crate::dto::{SettingChange, TreeKind};
use crate::preferences::Theme;
use crate::secrets::{NobodyToAsk, open_without_keychain};
use crate::{ErrorCode, Home, Keepsake, KeysLeft, Left, LockedKeys, Options, remove_data_folder};

/// Words that nothing else can be: of a title and of a text.
const TITLE: &str = "Zyxomma obtusum";
const TEXT: &str = "quivertail nightjar";

/// What is left of a token: only a person can take its access back.
const LEFT: Left = Left {
    access: Access::Stays,
    keys: KeysLeft::None,
};

/// A page with both words, brought from Notion, and another that Notion does not have yet.
async fn with_canaries(world: &World, core: &Keepsake) -> String {
    let connection = core.connect_token(world.token()).await.unwrap();
    import(core, &connection).await.unwrap();
    let tree = core.tree(&connection.id).await.unwrap();
    let parent = &tree
        .iter()
        .find(|node| node.kind == TreeKind::Page)
        .unwrap()
        .id;
    for is_sent in [true, false] {
        let text = Some(TEXT.to_owned());
        core.new_page(&connection.id, parent, TITLE, text.as_deref())
            .await
            .unwrap();
        if is_sent {
            let run = core.sync_now(&connection.id).await.unwrap();
            core.watch_run(&run, |_| {}).await.unwrap();
        }
    }
    connection.id
}

async fn hits(core: &Keepsake) -> u32 {
    core.search(None, "zyxomma", 10).await.unwrap().total
}

/// Ways in which a text may be written into a file.
fn written(text: &str) -> Vec<Vec<u8>> {
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
    let mut ways = vec![
        text.as_bytes().to_vec(),
        text.to_lowercase().into_bytes(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
    ];
    for offset in 0..3 {
        let whole = base64(&[&vec![b' '; offset], text.as_bytes()].concat());
        // What depends on the neighbours is left out.
        ways.push(whole.as_bytes()[offset * 2..whole.len() - 4].to_vec());
    }
    ways
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let mut bits = 0;
        for at in 0..3 {
            bits = bits << 8 | usize::from(three.get(at).copied().unwrap_or_default());
        }
        for shift in [18, 12, 6, 0] {
            text.push(char::from(LETTERS[bits >> shift & 63]));
        }
    }
    text
}

/// Every file in which one of the texts is written in one of the ways.
fn where_written(folder: &Path, texts: &[&str]) -> Vec<PathBuf> {
    let needles: Vec<_> = texts.iter().flat_map(|text| written(text)).collect();
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(where_written(&path, texts));
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let is_written = needles.iter().any(|needle| {
            bytes
                .windows(needle.len())
                .any(|window| window == needle.as_slice())
        });
        if is_written {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Packed texts in the memory's files: some bytes out of each. Longer texts lie there compressed, so no search for their
/// words finds them; what is looked for afterwards is what lay there before.
fn packed(home: &Home) -> HashSet<Vec<u8>> {
    /// How each compressed text begins (RFC 8878, 3.1.1).
    const MAGIC: [u8; 4] = 0xFD2F_B528_u32.to_le_bytes();
    let memory = home.memory();
    let files = [memory.clone(), memory.with_extension("db-wal")];
    files
        .iter()
        .filter_map(|file| fs::read(file).ok())
        .flat_map(|bytes| {
            let starts = bytes.windows(MAGIC.len()).enumerate();
            let starts = starts.filter(|(_, four)| *four == MAGIC);
            let inside = starts.filter_map(|(at, _)| bytes.get(at + 12..at + 12 + PACKED));
            inside.map(<[u8]>::to_vec).collect::<Vec<_>>()
        })
        .collect()
}

/// How many bytes out of a packed text are looked for.
const PACKED: usize = 24;

/// Every file in which one of these packed texts lies, whole or in part.
fn where_packed(folder: &Path, needles: &HashSet<Vec<u8>>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(where_packed(&path, needles));
        } else if fs::read(&path)
            .unwrap()
            .windows(PACKED)
            .any(|bytes| needles.contains(bytes))
        {
            found.push(path);
        }
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn no_text_and_no_key_can_be_read_any_more_once_everything_is_deleted() {
    let world = World::new("sample");
    let home = Home::at(world.home());
    home.prepare().unwrap();
    let options = Options {
        key_store: Some(open_without_keychain(&home, &NobodyToAsk).await.unwrap()),
        ..world.options(ORIGIN)
    };
    let core = Keepsake::open_with(options).await.unwrap();
    with_canaries(&world, &core).await;
    let root = world.home();
    let token = world.token();
    let token = token.expose_secret();
    let secrets = [TITLE, TEXT, token];

    // Everything that may lie in the folder: what a migration copies, a log, the window's own, settings, a forgotten workspace.
    let memory = fs::read(home.memory()).unwrap();
    let wal = fs::read(home.memory().with_extension("db-wal")).unwrap();
    let plant = |name: &str, bytes: &[u8]| {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    plant("memory.db.v4.1795000000000.backup", &[memory, wal].concat());
    plant(
        "logs/keepsake.2026-11-20.log",
        base64(format!("user:{token}").as_bytes()).as_bytes(),
    );
    let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    plant("webview/localstorage/keepsake.sqlite", &utf16);
    plant("settings.toml", format!("# {TITLE}").as_bytes());
    plant("window.json", TITLE.as_bytes());
    plant("profiles/mine.yaml", TITLE.as_bytes());
    plant("notes of the person.txt", b"nothing of Keepsake's");
    core.change_setting(&SettingChange::Theme(Theme::Dark))
        .unwrap();
    assert!(root.join("secrets/secrets.enc").exists());
    assert!(!names(&home.files()).is_empty(), "there are attachments");

    let found = where_written(&root, &secrets);
    let found: Vec<_> = found
        .iter()
        .map(|path| path.strip_prefix(&root).unwrap().to_str().unwrap())
        .collect();
    for place in [
        "memory.db-wal",
        "memory.db.v4.1795000000000.backup",
        "logs/keepsake.2026-11-20.log",
        "webview/localstorage/keepsake.sqlite",
        "settings.toml",
        "window.json",
        "profiles/mine.yaml",
    ] {
        assert!(found.contains(&place), "{place} is not among {found:?}");
    }
    // The one that Notion has; of the other only the text lies here.
    assert_eq!(hits(&core).await, 1);

    let told = core.diagnostics().await.unwrap();
    for private in [TITLE, TEXT, token, "Fernhill", root.to_str().unwrap()] {
        assert!(
            !told.contains(private),
            "{private} is told to whoever helps"
        );
    }

    let packed = packed(&home);
    assert!(packed.len() > 20, "{} packed texts", packed.len());
    let copy = root.join("memory.db.v4.1795000000000.backup");
    assert!(where_packed(&root, &packed).contains(&copy));

    let left = core.delete_everything(LockedKeys::Refuse).await.unwrap();
    assert_eq!(left, LEFT);
    assert_eq!(where_written(&root, &secrets), [""; 0].map(PathBuf::from));
    assert_eq!(where_packed(&root, &packed), [""; 0].map(PathBuf::from));
    assert_eq!(hits(&core).await, 0);
    assert!(core.connections().await.unwrap().is_empty());
    assert_eq!(core.settings().theme, Theme::System);
    for gone in [
        "secrets",
        "files",
        "webview",
        "profiles",
        "preferences.json",
    ] {
        assert!(!root.join(gone).exists(), "{gone} is still there");
    }

    // The program goes on: nothing of before is in the way.
    core.connect_sample().await.unwrap();
    core.close().await.unwrap();
    remove_data_folder(&home).unwrap();
    assert_eq!(names(&root), ["notes of the person.txt"]);
}

#[tokio::test]
async fn a_folder_with_nothing_else_in_it_goes_as_a_whole() {
    let world = World::new("flat");
    let (core, _) = world.connected().await;
    core.delete_everything(LockedKeys::Refuse).await.unwrap();
    assert!(world.keys.secrets.lock().unwrap().is_empty());
    core.close().await.unwrap();
    let home = Home::at(world.home());
    remove_data_folder(&home).unwrap();
    assert!(!home.root().exists());
    remove_data_folder(&home).unwrap();
}

#[tokio::test]
async fn nothing_is_deleted_while_another_process_works_with_the_folder() {
    let world = World::new("flat");
    let (core, _) = world.connected().await;
    let lock = Home::at(world.home()).owner_lock();
    let _other = crate::owner::Ownership::try_take(&lock, "window")
        .unwrap()
        .unwrap();
    let refused = core
        .delete_everything(LockedKeys::Refuse)
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::OwnerBusy);
    assert_eq!(core.connections().await.unwrap().len(), 1);
    core.close().await.unwrap();
}

#[tokio::test]
async fn what_was_forgotten_comes_back_within_thirty_days_and_is_gone_after_them() {
    let world = World::new("sample");
    let core = world.core().await;
    let connection = with_canaries(&world, &core).await;
    let left = core
        .disconnect_with(&connection, MemoryFate::Forget, LockedKeys::Refuse)
        .await;
    assert_eq!(left.unwrap(), LEFT);
    assert!(
        world.keys.secrets.lock().unwrap().is_empty(),
        "the key is gone at once"
    );
    assert!(core.connections().await.unwrap().is_empty());
    assert_eq!(hits(&core).await, 0);
    assert_eq!(core.forgotten().await.unwrap().len(), 1);
    assert_eq!(core.remove_forgotten().await.unwrap(), 0, "it is too early");

    core.restore_forgotten(&connection).await.unwrap();
    // The one that Notion has; of the other only the text lies here.
    assert_eq!(hits(&core).await, 1);
    assert_eq!(core.waiting_changes(&connection).await.unwrap().len(), 1);
    core.disconnect_with(&connection, MemoryFate::Forget, LockedKeys::Refuse)
        .await
        .unwrap();
    let later = core.now() + time::Duration::days(30);
    assert_eq!(core.remove_forgotten_until(later).await.unwrap(), 1);
    let gone = core.restore_forgotten(&connection).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotConnected);
    assert!(!is_anywhere(&world.home(), TITLE.as_bytes()));
    let shelves = fs::read_dir(Home::at(world.home()).files()).unwrap();
    let files = shelves.flat_map(|shelf| fs::read_dir(shelf.unwrap().path()).unwrap());
    assert_eq!(files.count(), 0, "no attachment is left");
    core.close().await.unwrap();
}

/// The memory as it is, where a migration would have put it; its name.
fn copied(home: &Home) -> String {
    let name = "memory.db.v4.1795000000000.backup";
    let memory = fs::read(home.memory()).unwrap();
    let wal = fs::read(home.memory().with_extension("db-wal")).unwrap_or_default();
    fs::write(home.root().join(name), [memory, wal].concat()).unwrap();
    name.to_owned()
}

#[tokio::test]
async fn a_page_that_is_forgotten_is_in_no_older_copy_of_the_memory_either() {
    let world = World::new("sample");
    let core = world.core().await;
    let connection = with_canaries(&world, &core).await;
    // The one made here becomes a page of Notion, which can be forgotten.
    let run = core.sync_now(&connection).await.unwrap();
    core.watch_run(&run, |_| {}).await.unwrap();
    let root = world.home();
    let copy = copied(&Home::at(world.home()));
    assert!(where_written(&root, &[TEXT]).contains(&root.join(&copy)));

    for hit in core.search(None, "zyxomma", 10).await.unwrap().hits {
        core.forget_page(&hit.id).await.unwrap();
    }
    assert_eq!(where_written(&root, &[TEXT]), [""; 0].map(PathBuf::from));
    assert!(!names(&root).contains(&copy));
    core.close().await.unwrap();
}

#[tokio::test]
async fn a_forgotten_workspace_can_be_removed_at_once_with_every_older_copy() {
    let world = World::new("sample");
    let core = world.core().await;
    let connection = with_canaries(&world, &core).await;
    let root = world.home();
    let copy = copied(&Home::at(world.home()));
    let in_use = core.remove_forgotten_now(&connection).await.unwrap_err();
    assert_eq!(in_use.code, ErrorCode::NotConnected);
    core.disconnect_with(&connection, MemoryFate::Forget, LockedKeys::Refuse)
        .await
        .unwrap();
    assert!(
        names(&root).contains(&copy),
        "it can still be brought back, and so can what was before a migration"
    );

    core.remove_forgotten_now(&connection).await.unwrap();
    assert!(core.forgotten().await.unwrap().is_empty());
    assert_eq!(
        where_written(&root, &[TITLE, TEXT]),
        [""; 0].map(PathBuf::from)
    );
    assert!(!names(&root).contains(&copy));
    let shelves = fs::read_dir(Home::at(world.home()).files()).unwrap();
    let files = shelves.flat_map(|shelf| fs::read_dir(shelf.unwrap().path()).unwrap());
    assert_eq!(files.count(), 0, "no attachment is left");
    let gone = core.remove_forgotten_now(&connection).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotConnected);
    core.close().await.unwrap();
}
