//! Where the films are sent.

use serde_json::json;

use super::super::super::builder::{Builder, value};
use super::super::super::columns::{column, configured};
use super::{day, relation, table};
use crate::identifier::Id;
use crate::store::model::PropertyValue;
use crate::store::text::plain;

struct Festival {
    title: &'static str,
    city: &'static str,
    deadline: &'static str,
    site: &'static str,
    fee: u32,
    submitted: bool,
    films: &'static [usize],
}

#[rustfmt::skip]
const FESTIVALS: [Festival; 8] = [
    Festival { title: "Strandkorb Filmweek", city: "Oostduin", deadline: "2026-06-30", site: "strandkorbweek", fee: 35, submitted: true, films: &[0, 1] },
    Festival { title: "Festival of Unhurried Cinema", city: "Lisbon", deadline: "2026-07-15", site: "cinemalento", fee: 40, submitted: true, films: &[1] },
    Festival { title: "Kurzfilmnächte", city: "Görlitz", deadline: "2026-08-01", site: "filmnacht-goerlitz", fee: 0, submitted: true, films: &[2] },
    Festival { title: "山の映画祭", city: "長野県松本", deadline: "2026-08-20", site: "matsumotoyama", fee: 15, submitted: true, films: &[3] },
    Festival { title: "Puppets and Pliers", city: "Bristol", deadline: "2026-05-30", site: "stringspliers", fee: 20, submitted: false, films: &[5] },
    Festival { title: "Northern Essay Forum", city: "Tromsø", deadline: "2026-09-09", site: "essayforum", fee: 30, submitted: false, films: &[1] },
    Festival { title: "Barometer Biennale", city: "Galway", deadline: "2026-10-12", site: "isobarfilm", fee: 25, submitted: false, films: &[1, 4] },
    Festival { title: "Hushed Screen", city: "Kraków", deadline: "2026-12-01", site: "ciszekran", fee: 45, submitted: false, films: &[0] },
];

/// The films each festival shows, by position.
pub(super) fn shows() -> Vec<&'static [usize]> {
    FESTIVALS.iter().map(|festival| festival.films).collect()
}

pub(super) fn build(builder: &mut Builder, page: Id) -> (Id, Vec<Id>) {
    let columns = vec![
        column("title", "Festival", "title"),
        column("tCit", "City", "rich_text"),
        column("dDea", "Deadline", "date"),
        column("uWeb", "Website", "url"),
        configured("nFee", "Fee", "number", json!({"format": "euro"})),
        column("cSub", "Submitted", "checkbox"),
        configured("rFil", "Films", "relation", relation()),
    ];
    let source = table(
        builder,
        page,
        "Destinations",
        "🏆",
        "Where unknown people sit with us in darkness.",
        columns,
    );
    let mut rows = Vec::new();
    for festival in &FESTIVALS {
        let values = vec![
            ("tCit", PropertyValue::Text(plain(festival.city))),
            ("dDea", day(festival.deadline)),
            (
                "uWeb",
                value(json!(format!("https://{}.example/submit", festival.site))),
            ),
            ("nFee", value(json!(festival.fee))),
            ("cSub", value(json!(festival.submitted))),
        ];
        rows.push(builder.row(source, plain(festival.title), values));
    }
    (source, rows)
}
