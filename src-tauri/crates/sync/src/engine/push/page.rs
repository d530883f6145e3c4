//! One page with unsettled parts: look, decide, write.
//!
//! Leaves out the decision ([`crate::two_way::object_plan`]) and the single writes. The rule it protects: what is written is
//! decided by what Notion showed one request before.

use std::collections::{BTreeMap, BTreeSet};

use keepsake_memory::{Change, Part, Unsettled, UnsettledPart};
use keepsake_notion::{Page, PropertyAnswer, Reply};
use keepsake_text::{NotionId, property};
use serde_json::Value;

use super::{Engine, Pushed, Pushing};
use crate::{
    error::RunError,
    two_way::{
        arrived::has_arrived,
        object_plan::{self, ObjectFacts, ObjectPlan, Write},
        overlay::overlaid,
        remote::{Shown, Trash, property_of, shown as shown_of},
    },
};

/// A page that is being written.
pub(super) struct Target {
    pub(super) unsettled: Unsettled,
    /// As Notion has just shown it.
    pub(super) shown: Reply<Page>,
    pub(super) undecided: BTreeSet<Part>,
    parked: BTreeSet<Part>,
}

impl Target {
    /// The page's id.
    pub(super) const fn id(&self) -> NotionId {
        self.unsettled.object
    }
}

impl Engine {
    pub(super) async fn push_page(
        &self,
        pushing: &Pushing<'_>,
        unsettled: Unsettled,
    ) -> Result<Pushed, RunError> {
        let mut pushed = Pushed::default();
        let id = unsettled.object;
        let undecided = pushing.undecided.get(&id).cloned().unwrap_or_default();
        let rows = pushing.outbox.get(&id).map_or(&[][..], Vec::as_slice);
        let mut parked = self.parked(pushing, rows, &unsettled, &undecided).await?;
        if parked.contains(&Part::Trash) && self.has_come_back(pushing, id).await? {
            parked.remove(&Part::Trash);
        }
        // A page of which it is not decided whether it stays, or that cannot be taken out of the trash yet, waits with
        // everything in it.
        let comes_back = unsettled.parts.iter().any(|part| {
            let wish = part.local.as_deref().and_then(Trash::read);
            part.part == Part::Trash && wish.is_none_or(|wish| !wish.in_trash)
        });
        let cannot_come_back = comes_back && parked.contains(&Part::Trash);
        let waits = undecided.contains(&Part::Trash) || cannot_come_back;
        let due = |part: &Part| {
            let held = *part == Part::Trash && pushing.trash_waits;
            !(waits || held || undecided.contains(part) || parked.contains(part))
        };
        if !unsettled.parts.iter().any(|part| due(&part.part)) {
            pushed.report.waiting += unsettled.parts.len() as u64;
            return Ok(pushed);
        }
        let shown = match pushing.client.page(id).await {
            Ok(shown) => shown,
            Err(error) => {
                let parts: Vec<Write> = unsettled
                    .parts
                    .iter()
                    .filter(|part| due(&part.part))
                    .map(unseen)
                    .collect();
                self.unread(pushing, id, &parts, error, &mut pushed).await?;
                return Ok(pushed);
            }
        };
        let mut seen = self.seen(pushing, &shown).await?;
        let mut unsettled = unsettled;
        for part in &mut unsettled.parts {
            if let Shown::Whole(remote) = shown_of(&shown.value, &part.part)
                && has_arrived(rows, &part.part, remote.as_deref())
            {
                seen.push(agreed(id, part, remote));
            }
        }
        self.write_down(pushing, seen).await?;
        let target = Target {
            unsettled,
            shown,
            undecided,
            parked,
        };
        if let Some(plan) = self.plan_page(pushing, &target, &mut pushed).await? {
            self.write_page(pushing, &target, plan, &mut pushed).await?;
        }
        if pushed.report.wrote() {
            pushed.report.pages = 1;
        }
        Ok(pushed)
    }

    /// Decides about a page; values that Notion cut are read to their end first.
    async fn plan_page(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        pushed: &mut Pushed,
    ) -> Result<Option<ObjectPlan>, RunError> {
        let mut completed = BTreeMap::new();
        let held = self.held_status(pushing, target).await?;
        loop {
            let rule = |part: &Part| pushing.rules.of(&target.shown.value, part);
            let plan = object_plan::plan(&ObjectFacts {
                page: &target.shown.value,
                parts: &target.unsettled.parts,
                rule: &rule,
                undecided: &target.undecided,
                parked: &target.parked,
                held: held.as_ref(),
                completed: &completed,
                correlation_id: pushing.correlation_id,
            });
            if plan.cut.is_empty() {
                return Ok(Some(plan));
            }
            for id in &plan.cut {
                match self.whole_property(pushing, target, id).await {
                    Ok(value) => completed.insert(id.clone(), value),
                    Err(error) => {
                        let unread: Vec<Write> = target
                            .unsettled
                            .parts
                            .iter()
                            .filter(|part| part.part == Part::Property(id.clone()))
                            .map(unseen)
                            .collect();
                        self.unread(pushing, target.id(), &unread, error, pushed)
                            .await?;
                        return Ok(None);
                    }
                };
            }
        }
    }

    /// The status of a row that breaks a rule, as it is now on both sides together.
    async fn held_status(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
    ) -> Result<Option<Part>, RunError> {
        let page = &target.shown.value;
        let status = pushing.rules.status(page);
        let Some(status) = status.filter(|status| target.part(status).is_some()) else {
            return Ok(None);
        };
        // What Notion has just shown is stored by now, with what it had cut.
        let raw = self.store.raw(pushing.connection, target.id()).await?;
        let seen = raw.map(|raw| overlaid(&raw, &target.unsettled.parts));
        let is_held = seen.is_some_and(|seen| pushing.rules.breaks_one(page, &seen));
        Ok(is_held.then_some(status))
    }

    async fn write_page(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        plan: ObjectPlan,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let report = &mut pushed.report;
        report.settled += plan.settled;
        report.decided += plan.decided;
        report.asked += plan.asked;
        report.waiting += plan.waiting;
        let changes = plan.changes;
        let stuck: Vec<(Write, &'static str)> = plan
            .unwritable
            .iter()
            .filter_map(|(part, reason)| Some((unseen(target.part(part)?), *reason)))
            .collect();
        if let Some(part) = plan.restore {
            return self.restore(pushing, target, changes, part, pushed).await;
        }
        self.push_properties(pushing, target, changes, plan.properties, stuck, pushed)
            .await?;
        if let (Some(write), None) = (plan.place, &pushed.end) {
            self.push_place(pushing, target, write, pushed).await?;
        }
        if let (Some(part), None) = (plan.body, &pushed.end) {
            self.push_body(pushing, target, part, pushed).await?;
        }
        if let (Some(part), None) = (plan.trash, &pushed.end) {
            self.push_trash(pushing, target, part, pushed).await?;
        }
        Ok(())
    }

    /// A property that a page shows cut, read to its end, in canonical form.
    async fn whole_property(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        id: &str,
    ) -> Result<Option<String>, keepsake_notion::Error> {
        let shown = property_of(&target.shown.value.properties, id)
            .cloned()
            .unwrap_or_default();
        let mut items: Vec<Value> = Vec::new();
        let mut cursor = None;
        loop {
            let reply = pushing
                .client
                .page_property(target.id(), id, cursor.as_deref())
                .await?;
            match reply.value {
                PropertyAnswer::Single(value) => return Ok(canonical(&value)),
                PropertyAnswer::Items {
                    results,
                    next_cursor,
                    ..
                } => {
                    items.extend(results);
                    cursor = next_cursor;
                }
            }
            if cursor.is_none() {
                return Ok(canonical(&property::merge_items(&shown, &items)));
            }
        }
    }
}

impl Target {
    /// What is wanted of a part.
    fn part(&self, part: &Part) -> Option<&UnsettledPart> {
        let parts = &self.unsettled.parts;
        parts.iter().find(|unsettled| unsettled.part == *part)
    }

    /// The wish about the trash, if there is one.
    pub(super) fn trash_part(&self) -> Option<&UnsettledPart> {
        self.part(&Part::Trash)
    }
}

/// What Notion shows now is what both sides agree on: our write has arrived.
pub(super) fn agreed(object: NotionId, part: &mut UnsettledPart, remote: Option<String>) -> Change {
    part.base.clone_from(&remote);
    Change::PutBase {
        object,
        part: part.part.clone(),
        through_edits: part.edits,
        value: remote,
        lossy: false,
    }
}

/// A write of which it is not known yet what Notion has.
fn unseen(part: &UnsettledPart) -> Write {
    Write {
        part: part.part.clone(),
        value: part.local.clone(),
        before: None,
        edits: part.edits,
    }
}

fn canonical(value: &Value) -> Option<String> {
    property::writable(value).map(|value| value.to_string())
}

/// A write into a page makes it another one than the person has put into the trash here: our own write is no edit by
/// somebody else.
pub(super) fn follow_trash(target: &Target, value: Option<String>) -> Option<Change> {
    let part = target.trash_part()?;
    Some(Change::PutBase {
        object: target.id(),
        part: Part::Trash,
        through_edits: part.edits,
        value,
        lossy: false,
    })
}
