//! The planner for one page: what its changed parts ask for, now that Notion has shown the page.
//!
//! Pure. Leaves out texts ([`super::text_plan`]), how a write is sent, and which page is looked at when. The rules it
//! protects: a version that loses is recorded in the same change that lets it lose; nothing is written into a page that
//! Notion has in the trash; a value that Notion cut is completed before anything is decided; the status of a row that breaks
//! a rule is not written.

use std::collections::{BTreeMap, BTreeSet};

use keepsake_memory::{Change, Kept, NewConflict, Origin, Part, UnsettledPart};
use keepsake_notion::Page;
use keepsake_planted::{Bug, is as planted};

use super::{
    decide::{Copies, Edited, Kept as Stands, Rule, Verdict, decide},
    remote::{Shown, Trash, shown},
};

/// What the plan of a page is made of.
pub struct ObjectFacts<'a> {
    /// The page as Notion has just shown it.
    pub page: &'a Page,
    /// What was changed here and is not settled.
    pub parts: &'a [UnsettledPart],
    /// What holds for a part.
    pub rule: &'a dyn Fn(&Part) -> Rule,
    /// Parts whose conflict waits for the person.
    pub undecided: &'a BTreeSet<Part>,
    /// Parts that are parked and cannot be helped yet.
    pub parked: &'a BTreeSet<Part>,
    /// The status of a row that breaks a rule: it is not written while that is so.
    pub held: Option<&'a Part>,
    /// Values that Notion had cut, read to their end, in canonical form.
    pub completed: &'a BTreeMap<String, Option<String>>,
    /// Goes through everything that follows.
    pub correlation_id: &'a str,
}

/// One value to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// What it is of.
    pub part: Part,
    /// What to write, in canonical form.
    pub value: Option<String>,
    /// What Notion has now.
    pub before: Option<String>,
    /// Which edit this is; a later one is not settled by it.
    pub edits: i64,
}

/// What follows for a page.
#[derive(Debug, Default)]
pub struct ObjectPlan {
    /// To be applied before anything is written.
    pub changes: Vec<Change>,
    /// Properties to write, in one request.
    pub properties: Vec<Write>,
    /// Where to move the page.
    pub place: Option<Write>,
    /// To put the page into the trash, if nobody has edited it since.
    pub trash: Option<UnsettledPart>,
    /// To take the page out of the trash.
    pub restore: Option<UnsettledPart>,
    /// The text differs and has to be looked at.
    pub body: Option<UnsettledPart>,
    /// Properties to read to their end first; the plan is made again then.
    pub cut: Vec<String>,
    /// What cannot be written, and why.
    pub unwritable: Vec<(Part, &'static str)>,
    /// Conflicts that were decided by a rule.
    pub decided: u64,
    /// Conflicts that wait for the person.
    pub asked: u64,
    /// Parts in step without a request.
    pub settled: u64,
    /// Parts that wait: parked, or for the person.
    pub waiting: u64,
}

/// Why the status of a row is not written.
const BREAKS_A_RULE: &str = "breaks_a_rule";

/// Plans one page.
#[must_use]
pub fn plan(facts: &ObjectFacts<'_>) -> ObjectPlan {
    let mut plan = ObjectPlan::default();
    if facts.page.in_trash {
        plan_in_trash(facts, &mut plan);
        return plan;
    }
    for part in facts.parts {
        if facts.undecided.contains(&part.part) || facts.parked.contains(&part.part) {
            plan.waiting += 1;
            continue;
        }
        match &part.part {
            Part::Body => plan.body = Some(part.clone()),
            Part::Trash => plan_trash(facts, part, &mut plan),
            Part::Property(id) => match value_of(facts, part, id) {
                Value::Whole(remote) => plan_value(facts, part, remote, &mut plan),
                Value::Cut => plan.cut.push(id.clone()),
                Value::Unwritable(reason) => plan.unwritable.push((part.part.clone(), reason)),
            },
            Part::Place => match shown(facts.page, &part.part) {
                Shown::Whole(remote) => plan_value(facts, part, remote, &mut plan),
                Shown::Cut | Shown::ReadOnly | Shown::Missing => {
                    plan.unwritable.push((part.part.clone(), "place_unknown"));
                }
            },
        }
    }
    plan
}

enum Value {
    Whole(Option<String>),
    Cut,
    Unwritable(&'static str),
}

fn value_of(facts: &ObjectFacts<'_>, part: &UnsettledPart, id: &str) -> Value {
    match (shown(facts.page, &part.part), facts.completed.get(id)) {
        (Shown::Cut, Some(value)) => Value::Whole(value.clone()),
        (Shown::Cut, None) => Value::Cut,
        (Shown::Whole(value), _) => Value::Whole(value),
        (Shown::ReadOnly, _) => Value::Unwritable("read_only"),
        (Shown::Missing, _) => Value::Unwritable("property_missing"),
    }
}

fn plan_value(
    facts: &ObjectFacts<'_>,
    part: &UnsettledPart,
    remote: Option<String>,
    plan: &mut ObjectPlan,
) {
    let copies = Copies {
        base: part.base.as_deref(),
        local: part.local.as_deref(),
        remote: remote.as_deref(),
    };
    let edited = Edited {
        here: part.edited_time,
        notion: Some(facts.page.last_edited_time),
    };
    let rule = (facts.rule)(&part.part);
    match decide(copies, rule, edited) {
        Verdict::InStep if planted(Bug::EchoPushedAgain) => plan.write(facts, part, remote),
        Verdict::InStep => {
            plan.settled += 1;
            plan.changes.push(settled(facts, part, remote));
        }
        Verdict::Push => plan.write(facts, part, remote),
        Verdict::Take { loses } => {
            if loses {
                plan.decide(facts, part, remote.clone(), rule, Kept::Notion);
            }
            plan.settled += 1;
            plan.changes.push(taken(facts, part, remote));
        }
        Verdict::Decided(Stands::Notion) => {
            plan.decide(facts, part, remote.clone(), rule, Kept::Notion);
            plan.changes.push(taken(facts, part, remote));
        }
        Verdict::Decided(Stands::Local) => {
            plan.decide(facts, part, remote.clone(), rule, Kept::Local);
            plan.changes.push(base(facts, part, remote.clone()));
            plan.write(facts, part, remote);
        }
        Verdict::Ask => {
            plan.asked += 1;
            plan.changes
                .push(conflict(facts, part, remote, rule.policy.as_str(), None));
        }
    }
}

/// The page is alive in Notion: the person here wants it in the trash, or wanted it back and it is.
fn plan_trash(facts: &ObjectFacts<'_>, part: &UnsettledPart, plan: &mut ObjectPlan) {
    match part.local.as_deref().and_then(Trash::read) {
        Some(Trash { in_trash: true, .. }) => plan.trash = Some(part.clone()),
        _ => {
            plan.settled += 1;
            plan.changes.push(settled(facts, part, None));
        }
    }
}

/// Notion has the page in the trash. A wish to have it back is carried out; other edits wait with a question, because
/// nothing may be written there and nothing may be lost.
fn plan_in_trash(facts: &ObjectFacts<'_>, plan: &mut ObjectPlan) {
    let trash = facts.parts.iter().find(|part| part.part == Part::Trash);
    let others = facts.parts.len() as u64 - u64::from(trash.is_some());
    plan.waiting += others;
    match trash.and_then(|part| Some((part, part.local.as_deref().and_then(Trash::read)?))) {
        Some((part, _))
            if facts.undecided.contains(&part.part) || facts.parked.contains(&part.part) =>
        {
            plan.waiting += 1;
        }
        Some((part, Trash { in_trash: true, .. })) => {
            plan.settled += 1;
            plan.changes.push(settled(facts, part, None));
            plan.changes.push(Change::MarkTrashed {
                object: facts.page.id,
            });
        }
        Some((
            part,
            Trash {
                in_trash: false, ..
            },
        )) => plan.restore = Some(part.clone()),
        None => {
            if !facts.undecided.contains(&Part::Trash) {
                plan.asked += 1;
                plan.changes.push(Change::PutConflict(NewConflict {
                    object: facts.page.id,
                    part: Part::Trash,
                    base: Some("false".to_owned()),
                    local: Some("false".to_owned()),
                    remote: Some("true".to_owned()),
                    policy: "ask".to_owned(),
                    kept: None,
                    detail: String::new(),
                    correlation_id: facts.correlation_id.to_owned(),
                }));
            }
        }
    }
}

impl ObjectPlan {
    /// Records a conflict that a rule decides, with the version that loses.
    fn decide(
        &mut self,
        facts: &ObjectFacts<'_>,
        part: &UnsettledPart,
        remote: Option<String>,
        rule: Rule,
        kept: Kept,
    ) {
        self.decided += 1;
        let policy = rule.policy.as_str();
        let decided = conflict(facts, part, remote, policy, Some(kept));
        self.changes.push(decided);
    }

    fn write(&mut self, facts: &ObjectFacts<'_>, part: &UnsettledPart, before: Option<String>) {
        if facts.held == Some(&part.part) {
            self.unwritable.push((part.part.clone(), BREAKS_A_RULE));
            return;
        }
        let write = Write {
            part: part.part.clone(),
            value: part.local.clone(),
            before,
            edits: part.edits,
        };
        match part.part {
            Part::Place => self.place = Some(write),
            Part::Property(_) | Part::Body | Part::Trash => self.properties.push(write),
        }
    }
}

fn settled(facts: &ObjectFacts<'_>, part: &UnsettledPart, base: Option<String>) -> Change {
    Change::SettlePart {
        object: facts.page.id,
        part: part.part.clone(),
        through_edits: part.edits,
        base,
    }
}

fn taken(facts: &ObjectFacts<'_>, part: &UnsettledPart, value: Option<String>) -> Change {
    Change::TakeRemote {
        object: facts.page.id,
        part: part.part.clone(),
        through_edits: part.edits,
        value,
        origin: Origin::Conflict,
        correlation_id: facts.correlation_id.to_owned(),
    }
}

fn base(facts: &ObjectFacts<'_>, part: &UnsettledPart, value: Option<String>) -> Change {
    Change::PutBase {
        object: facts.page.id,
        part: part.part.clone(),
        through_edits: part.edits,
        value,
        lossy: false,
    }
}

fn conflict(
    facts: &ObjectFacts<'_>,
    part: &UnsettledPart,
    remote: Option<String>,
    policy: &str,
    kept: Option<Kept>,
) -> Change {
    Change::PutConflict(NewConflict {
        object: facts.page.id,
        part: part.part.clone(),
        base: part.base.clone(),
        local: part.local.clone(),
        remote,
        policy: policy.to_owned(),
        kept,
        detail: String::new(),
        correlation_id: facts.correlation_id.to_owned(),
    })
}

#[cfg(test)]
#[path = "object_plan_tests.rs"]
mod tests;
