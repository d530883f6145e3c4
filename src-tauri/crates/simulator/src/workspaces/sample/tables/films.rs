//! The films, made and dreamt of.

use serde_json::json;

use super::super::super::builder::{Builder, value};
use super::super::super::columns::{choice, column, configured, option};
use super::{chosen, day, relation, table};
use crate::identifier::Id;
use crate::store::model::PropertyValue;
use crate::store::text::plain;

const DREAMING: (&str, &str) = ("Dreaming", "purple");
const SHOOTING: (&str, &str) = ("Shooting", "yellow");
const EDITING: (&str, &str) = ("Editing", "blue");
const RELEASED: (&str, &str) = ("Released", "green");
const GENRES: [(&str, &str); 5] = [
    ("Fiction", "red"),
    ("Essay", "brown"),
    ("Animation", "pink"),
    ("Documentary", "orange"),
    ("Short", "gray"),
];

struct Film {
    title: &'static str,
    line: &'static str,
    stage: (&'static str, &'static str),
    minutes: u32,
    genres: &'static [&'static str],
    premiere: Option<&'static str>,
    trailer: &'static str,
    poster: &'static str,
    shelf: &'static str,
}

#[rustfmt::skip]
const FILMS: [Film; 7] = [
    Film {
        title: "The Lighthouse Keeper's Radio · FH07", line: "Waiting for furniture that floats", stage: EDITING, minutes: 112,
        genres: &["Fiction"], premiere: Some("2026-09-18"), trailer: "anselmtrailer", poster: "lanternposter.png",
        shelf: "Forty-one cans, stacked behind the globe.",
    },
    Film {
        title: "A Short History of Rain · FH06", line: "Forty percent chance of tears", stage: SHOOTING, minutes: 72,
        genres: &["Essay", "Documentary"], premiere: Some("2026-11-06"), trailer: "gutterteaser", poster: "puddleposter.png",
        shelf: "The hygrometer lives beside these cans for company.",
    },
    Film {
        title: "Die Uhr im Flur · FH05", line: "Das Schweigen übernimmt die Hauptrolle", stage: SHOOTING, minutes: 24,
        genres: &["Fiction", "Short"], premiere: None, trailer: "standuhrteaser", poster: "pendelplakat.png",
        shelf: "Rollen bitte nur mit Handschuhen und ohne Armbanduhr anfassen.",
    },
    Film {
        title: "編集室の窓 · FH04", line: "猫の出演料は鰹節です", stage: EDITING, minutes: 17,
        genres: &["Documentary", "Short"], premiere: None, trailer: "madoyokoku", poster: "sakuraposter.png",
        shelf: "フィルム缶は窓際に置かないでください",
    },
    Film {
        title: "Four Minutes of Fog · FH01", line: "Our debut, and still our briskest", stage: RELEASED, minutes: 4,
        genres: &["Short"], premiere: Some("2018-05-04"), trailer: "mistglimpse", poster: "greyposter.png",
        shelf: "The negative sweats; keep the cupboard ajar.",
    },
    Film {
        title: "The Understudy's Parasol · FH03", line: "Stop motion with real puddles", stage: RELEASED, minutes: 9,
        genres: &["Animation", "Short"], premiere: Some("2021-10-22"), trailer: "parasolpreview", poster: "brollyposter.png",
        shelf: "Puppets sleep in the hatbox, two to a pillow.",
    },
    Film {
        title: "Cartographers in Love · FH08", line: "Scale one to everything", stage: DREAMING, minutes: 95,
        genres: &["Fiction"], premiere: None, trailer: "contourtease", poster: "compassposter.png",
        shelf: "Nothing yet except eleven pencils and a quarrel.",
    },
];

pub(super) fn build(builder: &mut Builder, page: Id) -> (Id, Vec<Id>) {
    let columns = vec![
        column("title", "Film", "title"),
        choice(
            "sStg",
            "Stage",
            "status",
            &[DREAMING, SHOOTING, EDITING, RELEASED],
        ),
        column("dPpl", "Crew", "people"),
        configured("nMin", "Minutes", "number", json!({"format": "number"})),
        choice("mGen", "Genre", "multi_select", &GENRES),
        column("dPre", "Premiere", "date"),
        column("tNot", "In one line", "rich_text"),
        column("uTrl", "Trailer", "url"),
        column("fPos", "Poster", "files"),
        configured("rFes", "Festivals", "relation", relation()),
        configured(
            "fHou",
            "Hours",
            "formula",
            json!({"expression": "round(prop(\"Minutes\") / 6) / 10"}),
        ),
        column("cTim", "Added", "created_time"),
    ];
    let source = table(
        builder,
        page,
        "Filmography",
        "🎞️",
        "Everything since 2018, plus several debts.",
        columns,
    );
    let mut rows = Vec::new();
    for (number, film) in FILMS.iter().enumerate() {
        let crew = [number % 6, (number + 2) % 6]
            .map(|index| builder.people[index])
            .to_vec();
        let poster = builder.picture(film.poster);
        let mut values = vec![
            ("sStg", value(option(film.stage.0, film.stage.1))),
            ("dPpl", PropertyValue::People(crew)),
            ("nMin", value(json!(film.minutes))),
            ("mGen", value(chosen(&GENRES, film.genres))),
            ("tNot", PropertyValue::Text(plain(film.line))),
            (
                "uTrl",
                value(json!(format!("https://fernhill.example/{}", film.trailer))),
            ),
            (
                "fPos",
                PropertyValue::Files(vec![(film.poster.to_owned(), poster)]),
            ),
            (
                "fHou",
                value(
                    json!({"type": "number", "number": f64::from(film.minutes * 10 / 60) / 10.0}),
                ),
            ),
        ];
        values.extend(film.premiere.map(|date| ("dPre", day(date))));
        let row = builder.row(source, plain(film.title), values);
        builder.icon(row, "🎬");
        builder.block_with(row, "paragraph", Some(plain(film.shelf)), |_| {});
        rows.push(row);
    }
    (source, rows)
}
