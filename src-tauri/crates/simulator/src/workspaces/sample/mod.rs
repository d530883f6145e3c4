//! `sample`: Fernhill Studio, an invented company of six that makes quiet films. 60 pages (24 of them rows of three
//! databases), pictures, comments, a German and a Japanese page.
//!
//! This is what people see who try Keepsake without an account. The pages are written in Markdown files beside this one.

mod pages;
mod script;
mod tables;

use super::builder::Builder;

pub(super) fn build(builder: &mut Builder) {
    builder.store.icon = Some("🌿".to_owned());
    for (name, email) in [
        ("Maren Holt", "maren@fernhill.example"),
        ("Ilse Brandt", "ilse@fernhill.example"),
        ("Tomás Rey", "tomas@fernhill.example"),
        ("Yuki Tanabe", "yuki@fernhill.example"),
        ("Odile Marchand", "odile@fernhill.example"),
        ("Kofi Mensah", "kofi@fernhill.example"),
    ] {
        builder.person(name, email);
    }
    pages::build(builder);
}
