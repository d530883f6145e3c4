//! Moving a page to where the person put it.
//!
//! Leaves out the decision. The rule it protects: pages go below pages or into data sources, as Notion allows (Notion API
//! reference: Move a page); every other place is refused before anything is sent.

use keepsake_memory::{Change, OutboxPart};
use keepsake_notion::MoveTarget;
use keepsake_text::NotionId;
use serde_json::Value;

use super::{
    Engine, Pushed, Pushing, outcome::without_echo, page::Target, parking::Parking,
    properties::trash_after,
};
use crate::{error::RunError, two_way::object_plan::Write};

impl Engine {
    pub(super) async fn push_place(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        write: Write,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let Some(to) = write.value.as_deref().and_then(move_target) else {
            pushed.report.parked += 1;
            let parked = self
                .park(
                    pushing,
                    target.id(),
                    &[write],
                    &Parking::until_changed("place_not_possible"),
                )
                .await?;
            self.write_down(pushing, parked).await?;
            return Ok(());
        };
        let writes = [write];
        let before = vec![without_echo(target.id())];
        self.intend(pushing, target.id(), before, &writes).await?;
        match pushing.client.move_page(target.id(), to).await {
            Ok(reply) => {
                let [write] = writes;
                let mut changes = self.seen(pushing, &reply).await?;
                changes.push(Change::SettlePart {
                    object: target.id(),
                    part: write.part.clone(),
                    through_edits: write.edits,
                    base: write.value.clone(),
                });
                changes.push(Change::RemoveOutbox {
                    object: target.id(),
                    part: OutboxPart::Place,
                });
                changes.extend(trash_after(target, &reply));
                pushed.report.moved += 1;
                self.write_down(pushing, changes).await?;
                Ok(())
            }
            Err(error) => {
                self.refused(pushing, target.id(), &writes, error, pushed)
                    .await
            }
        }
    }
}

/// Understands a stored place.
fn move_target(place: &str) -> Option<MoveTarget> {
    let value: Value = serde_json::from_str(place).ok()?;
    let id = |name: &str| value.get(name)?.as_str().and_then(NotionId::parse);
    id("page_id")
        .map(MoveTarget::Page)
        .or_else(|| id("data_source_id").map(MoveTarget::DataSource))
}
