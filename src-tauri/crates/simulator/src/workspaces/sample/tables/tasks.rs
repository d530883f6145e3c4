//! What has to be done.

use serde_json::json;

use super::super::super::builder::{Builder, value};
use super::super::super::columns::{column, configured};
use super::{day, relation, table};
use crate::identifier::Id;
use crate::store::model::PropertyValue;
use crate::store::text::plain;

struct Task {
    title: &'static str,
    hint: &'static str,
    assignee: usize,
    due: &'static str,
    done: bool,
    film: usize,
    contact: &'static str,
}

#[rustfmt::skip]
const TASKS: [Task; 9] = [
    Task { title: "Underwrite the floating cupboard", hint: "Declare it as seaworthy joinery", assignee: 1, due: "2026-05-28", done: false, film: 0, contact: "policies@harbourmutual.example" },
    Task { title: "Refund eight spare kettles", hint: "Receipts are inside the teapot", assignee: 1, due: "2026-06-03", done: false, film: 0, contact: "returns@kettleworks.example" },
    Task { title: "Regrade the storm sequence", hint: "Considerably greener than teal", assignee: 2, due: "2026-06-10", done: false, film: 0, contact: "lab@silverbath.example" },
    Task { title: "Clear quizmaster recordings", hint: "Her niece answers in limericks", assignee: 1, due: "2026-06-15", done: false, film: 0, contact: "licences@oldwaves.example" },
    Task { title: "Premix shower seventeen", hint: "Headphones compulsory", assignee: 4, due: "2026-06-20", done: false, film: 1, contact: "desk@foleybarn.example" },
    Task { title: "Hausmeister einladen", hint: "Kuchen hilft erfahrungsgemäß", assignee: 0, due: "2026-06-22", done: true, film: 2, contact: "portier@stiegenhaus.example" },
    Task { title: "硝子職人に電話する", hint: "撮影の前日までにお願いします", assignee: 3, due: "2026-06-25", done: false, film: 3, contact: "garasuya@yamanote.example" },
    Task { title: "Rewash the debut negative", hint: "Distilled water, whispered encouragement", assignee: 5, due: "2026-07-02", done: true, film: 4, contact: "vault@nitrateshed.example" },
    Task { title: "Sketch a disputed coastline", hint: "Three norths, please", assignee: 3, due: "2026-07-09", done: false, film: 6, contact: "atlas@meridian.example" },
];

/// The film of each task, by position.
pub(super) fn films() -> Vec<usize> {
    TASKS.iter().map(|task| task.film).collect()
}

pub(super) fn build(builder: &mut Builder, page: Id) -> (Id, Vec<Id>) {
    let columns = vec![
        column("title", "Task", "title"),
        column("pAss", "Assignee", "people"),
        column("dDue", "Due", "date"),
        column("cDon", "Done", "checkbox"),
        column("tHin", "Hint", "rich_text"),
        column("eCon", "Contact", "email"),
        configured("rTsk", "Film", "relation", relation()),
        configured("uNum", "Number", "unique_id", json!({"prefix": "FERN"})),
    ];
    let source = table(
        builder,
        page,
        "Loose threads",
        "🧵",
        "Tiny chores that block enormous ones.",
        columns,
    );
    let mut rows = Vec::new();
    for (number, task) in TASKS.iter().enumerate() {
        let values = vec![
            (
                "pAss",
                PropertyValue::People(vec![builder.people[task.assignee]]),
            ),
            ("dDue", day(task.due)),
            ("cDon", value(json!(task.done))),
            ("tHin", PropertyValue::Text(plain(task.hint))),
            ("eCon", value(json!(task.contact))),
            (
                "uNum",
                value(json!({"prefix": "FERN", "number": number + 1})),
            ),
        ];
        rows.push(builder.row(source, plain(task.title), values));
    }
    (source, rows)
}
