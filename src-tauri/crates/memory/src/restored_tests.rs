//! Files that are asked for again leave everything else as it is known.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use keepsake_text::{ContentHash, FileKind};

use crate::test_support::{TestStore, id, page, store};
use crate::{Change, FileRecord, FileStatus};

const PICTURE: &[u8] = b"picture";

fn file(status: FileStatus, reason: Option<&str>) -> Change {
    Change::PutFile(FileRecord {
        object: id(1),
        place: "properties".to_owned(),
        identity: "picture".to_owned(),
        url: None,
        name: "picture".to_owned(),
        kind: FileKind::File,
        status,
        reason: reason.map(str::to_owned),
        request_id: None,
    })
}

async fn hash_of_page(test: &TestStore) -> Option<ContentHash> {
    let known = test.store.known(test.connection, &[id(1)]).await.unwrap();
    known[&id(1)].metadata_hash
}

#[tokio::test]
async fn a_page_whose_file_is_asked_for_again_differs_from_what_is_known_and_stays_known() {
    let stored = FileStatus::Stored {
        hash: ContentHash::of(PICTURE),
        size: 7,
        mime: None,
    };
    for (status, reason) in [
        (FileStatus::Pending, Some("files_not_selected")),
        (stored, None),
    ] {
        let test = store().await;
        test.apply(vec![
            Change::PutObject(page(1, "One")),
            file(status, reason),
        ])
        .await;
        let before = hash_of_page(&test).await.unwrap();
        let asked = match reason {
            Some(_) => test.store.ask_for_files_left_out(test.connection, 10).await,
            None => test.store.miss_file(ContentHash::of(PICTURE)).await,
        };
        assert_eq!(asked.unwrap().len(), 1);
        assert_ne!(hash_of_page(&test).await.unwrap(), before);
    }
}

#[tokio::test]
async fn a_page_in_the_trash_is_not_read_for_its_files_and_stays_as_it_is_known() {
    let test = store().await;
    let mut trashed = page(1, "One");
    trashed.in_trash = true;
    let left_out = file(FileStatus::Pending, Some("files_not_selected"));
    test.apply(vec![Change::PutObject(trashed), left_out]).await;
    let before = hash_of_page(&test).await;
    let asked = test.store.ask_for_files_left_out(test.connection, 10).await;
    assert!(asked.unwrap().is_empty());
    assert_eq!(hash_of_page(&test).await, before);
}
