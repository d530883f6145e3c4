//! Is everything here? Compares a memory with the simulator's ground truth.
//!
//! The rule it protects: the truth is derived from the simulator's store and not from its answers, and the memory is read
//! through its export, so a word that either side forgets is found missing.

use std::{collections::HashSet, fmt::Write as _, pin::pin};

use futures::TryStreamExt;
use sha2::{Digest, Sha256};

use crate::World;

impl World {
    /// Everything the memory holds, as one text.
    pub async fn everything(&self) -> String {
        let mut text = String::new();
        let mut objects = pin!(self.store.export_objects(self.connection));
        while let Some(exported) = objects.try_next().await.unwrap() {
            writeln!(
                text,
                "{}\n{}",
                exported.raw,
                exported.markdown.as_deref().unwrap_or_default()
            )
            .unwrap();
            for comment in self
                .store
                .comments(self.connection, exported.object.id)
                .await
                .unwrap()
            {
                writeln!(text, "{}", comment.text).unwrap();
            }
            for file in self
                .store
                .files(self.connection, exported.object.id)
                .await
                .unwrap()
            {
                writeln!(text, "{} {}", file.name, file.identity).unwrap();
            }
        }
        let mut blocks = pin!(self.store.export_blocks(self.connection));
        while let Some(block) = blocks.try_next().await.unwrap() {
            writeln!(text, "{}", block.raw).unwrap();
        }
        text
    }

    /// The hashes of all files on disk, computed from their bytes.
    pub fn file_hashes(&self) -> HashSet<String> {
        let mut hashes = HashSet::new();
        let mut folders = vec![self.folder().join("files")];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = std::fs::read_dir(&folder) else {
                continue;
            };
            for entry in entries.flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    let bytes = std::fs::read(entry.path()).unwrap();
                    hashes.insert(
                        Sha256::digest(&bytes)
                            .iter()
                            .map(|byte| format!("{byte:02x}"))
                            .collect(),
                    );
                }
            }
        }
        hashes
    }

    /// Fails with the list of what the token may see and the memory does not hold.
    ///
    /// Comments count only where `comments` were part of the import.
    pub async fn assert_complete(&self, comments: bool) {
        let truth = self.simulator.truth();
        let everything = self.everything().await;
        // JSON escapes what is not ASCII in some places; words of the truth are plain letters and digits.
        let missing: Vec<_> = truth
            .tokens
            .iter()
            .filter(|token| {
                token.visible && token.kind != "file" && (comments || token.kind != "comment")
            })
            .filter(|token| !everything.contains(&token.token))
            .map(|token| {
                format!(
                    "{} {} in {} block {:?}",
                    token.kind, token.token, token.object, token.block
                )
            })
            .collect();
        assert!(
            missing.is_empty(),
            "{} words are missing:\n{}",
            missing.len(),
            missing.join("\n")
        );
        let here = self.file_hashes();
        let items = self.store.runs(self.connection, 1).await.unwrap();
        let named = self.store.run(items[0].run.id).await.unwrap().ledger.items;
        let lost: Vec<_> = truth
            .files
            .iter()
            .filter(|file| file.visible)
            .filter(|file| file.sha256.as_ref().is_none_or(|hash| !here.contains(hash)))
            .filter(|file| {
                !named.iter().any(|item| {
                    item.id.contains(&file.name) || item.message.as_deref() == Some(&file.name)
                })
            })
            .map(|file| format!("{} of {}", file.name, file.object))
            .collect();
        assert!(lost.is_empty(), "files neither stored nor named: {lost:?}");
    }
}
