//! Until when the person holds syncing back.
//!
//! Leaves out what is held back (the loop of the window). The rule it protects: what a person said once lasts beyond the
//! end of the process, and a power cut.

use time::OffsetDateTime;

use crate::columns::{millis, moment};
use crate::error::StoreError;
use crate::statement::sql;
use crate::store::{Durability, Store};

/// A pause that is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptPause {
    /// Until this moment.
    Until(OffsetDateTime),
    /// Until the person goes on.
    UntilResumed,
}

impl Store {
    /// The pause; nothing when there is none.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn pause(&self) -> Result<Option<KeptPause>, StoreError> {
        let mut reader = self.reader().await?;
        let found: Option<(Option<i64>,)> = reader
            .session()?
            .optional(sql("SELECT until FROM pause WHERE id = 1"))?;
        Ok(found.map(|(until,)| match until {
            Some(until) => KeptPause::Until(moment(until)),
            None => KeptPause::UntilResumed,
        }))
    }

    /// Keeps a pause in the place of the one before, or none.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn keep_pause(&self, pause: Option<KeptPause>) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let mut session = transaction.session();
        session.execute(sql("DELETE FROM pause"))?;
        if let Some(pause) = pause {
            let until = match pause {
                KeptPause::Until(until) => Some(millis(until)),
                KeptPause::UntilResumed => None,
            };
            session.execute(sql("INSERT INTO pause (id, until) VALUES (1, ?)").bind(until))?;
        }
        transaction.commit()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::test_support::{at, store};

    #[tokio::test]
    async fn a_pause_is_kept_until_another_takes_its_place() {
        let test = store().await;
        assert_eq!(test.store.pause().await.unwrap(), None);
        for pause in [
            Some(KeptPause::Until(at(3_600))),
            Some(KeptPause::UntilResumed),
            None,
        ] {
            test.store.keep_pause(pause).await.unwrap();
            assert_eq!(test.store.pause().await.unwrap(), pause);
        }
    }
}
