//! Files shown in a page, and notes for those that are not here.

use super::Words;
use super::addresses::Addresses;
use super::inline::push_escaped;
use crate::files::{FileKind, name_in_url};

/// A file whose caption is being read.
pub(super) struct Figure {
    /// What it is shown as.
    pub(super) kind: FileKind,
    /// Its address as written in the page.
    pub(super) url: String,
}

impl Figure {
    /// The file's HTML. `caption` is finished HTML, `spoken` the same as words.
    pub(super) fn html(
        &self,
        caption: Option<&str>,
        spoken: &str,
        colour: Option<&'static str>,
        addresses: &Addresses<'_>,
        words: &Words<'_>,
    ) -> String {
        let kind = self.kind.as_str();
        let name = name_in_url(&self.url);
        let name = [spoken.trim(), name.as_str()]
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or(words.untitled);
        let Some(source) = addresses.file(&self.url) else {
            return self.missing(caption, name, addresses, words);
        };
        let mut html = format!("<figure class=\"{kind} {}\">", colour.unwrap_or_default());
        match self.kind {
            FileKind::Image => {
                html.push_str("<img loading=\"lazy\" alt=\"");
                push_escaped(&mut html, name);
                html.push_str("\" src=\"");
                push_escaped(&mut html, &source);
                html.push_str("\">");
            }
            FileKind::Video | FileKind::Audio => {
                html.push_str(&format!("<{kind} controls=\"\" preload=\"none\" src=\""));
                push_escaped(&mut html, &source);
                html.push_str(&format!("\"></{kind}>"));
            }
            FileKind::Pdf | FileKind::File => {
                html.push_str("<a href=\"");
                push_escaped(&mut html, &source);
                html.push_str("\">");
                let own = name_in_url(&self.url);
                push_escaped(&mut html, if own.is_empty() { name } else { &own });
                html.push_str("</a>");
            }
        }
        if let Some(caption) = caption {
            html.push_str("<figcaption>");
            html.push_str(caption);
            html.push_str("</figcaption>");
        }
        html.push_str("</figure>");
        html
    }

    /// A note that the file is not here, with its caption or name, and with a link when it lives
    /// elsewhere.
    fn missing(
        &self,
        caption: Option<&str>,
        name: &str,
        addresses: &Addresses<'_>,
        words: &Words<'_>,
    ) -> String {
        let mut html = format!(
            "<figure class=\"missing\" data-kind=\"{}\"><figcaption>",
            self.kind.as_str()
        );
        push_escaped(&mut html, words.file_not_here);
        html.push(' ');
        let elsewhere = (!crate::hosted::is_hosted(&self.url, ""))
            .then(|| addresses.external(&self.url))
            .flatten();
        match (elsewhere, caption) {
            (Some(address), _) => {
                html.push_str("<a href=\"");
                push_escaped(&mut html, &address);
                html.push_str("\">");
                push_escaped(&mut html, name);
                html.push_str("</a>");
            }
            (None, Some(caption)) => html.push_str(caption),
            (None, None) => push_escaped(&mut html, name),
        }
        html.push_str("</figcaption></figure>");
        html
    }
}
