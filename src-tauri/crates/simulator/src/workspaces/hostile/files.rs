//! Files with names that want out of their folder, wrong types, no bytes, too many bytes, and none at all.

use serde_json::json;

use super::super::builder::Builder;
use crate::identifier::Id;
use crate::store::model::{Content, Media, Parent};

const NAMES: [&str; 12] = [
    "../../../etc/{}.conf",
    "..\\..\\windows\\{}.exe",
    "/etc/{}",
    "C:\\{}.bat",
    ".{}",
    "con.{}.txt",
    "name with spaces and % and ? and # {}.txt",
    "\u{202e}gnp.{}.exe",
    "<img src=x onerror=alert(1)>{}.png",
    "line\nbreak {}.txt",
    "null\u{0}byte {}.txt",
    "....//....//{}",
];

pub(super) fn build(builder: &mut Builder, root: Id) {
    let title = builder.marked("Files");
    let page = builder.page(Parent::Page(root), title);
    for pattern in NAMES {
        let name = pattern.replace("{}", &builder.word());
        let content = Content::Bytes(format!("Content of {}\n", builder.word()).into_bytes());
        attach(builder, page, "file", &name, "text/plain", content);
    }
    let long = format!("{}{}.txt", "long".repeat(100), builder.word());
    attach(
        builder,
        page,
        "file",
        &long,
        "text/plain",
        Content::Bytes(b"long name".to_vec()),
    );
    let named = |builder: &mut Builder, start: &str| format!("{start}-{}", builder.word());
    let name = named(builder, "empty");
    attach(
        builder,
        page,
        "file",
        &name,
        "text/plain",
        Content::Bytes(Vec::new()),
    );
    let name = named(builder, "huge");
    attach(
        builder,
        page,
        "file",
        &name,
        "application/zip",
        Content::Noise {
            seed: 5,
            size: 25 * 1024 * 1024,
        },
    );
    let name = named(builder, "gone");
    attach(
        builder,
        page,
        "file",
        &name,
        "application/pdf",
        Content::Missing,
    );
    let name = named(builder, "picture-as-page.html");
    attach(
        builder,
        page,
        "image",
        &name,
        "text/html",
        Content::Picture {
            seed: 9,
            width: 16,
            height: 9,
        },
    );
    let name = named(builder, "page-as-picture.png");
    let page_bytes = b"<!DOCTYPE html><script>alert('file')</script>".to_vec();
    attach(
        builder,
        page,
        "image",
        &name,
        "image/png",
        Content::Bytes(page_bytes),
    );
    let name = named(builder, "script.svg");
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert('svg')</script></svg>".to_vec();
    attach(
        builder,
        page,
        "image",
        &name,
        "image/svg+xml",
        Content::Bytes(svg),
    );
    for kind in ["video", "audio", "pdf"] {
        let name = named(builder, kind);
        attach(
            builder,
            page,
            kind,
            &name,
            "application/octet-stream",
            Content::Noise {
                seed: 3,
                size: 1_000,
            },
        );
    }
    let media = builder.picture("shared-by-two-blocks.png");
    for _ in 0..2 {
        let caption = builder.marked("The same picture twice");
        builder.media(page, "image", media.clone(), caption);
    }
}

fn attach(
    builder: &mut Builder,
    page: Id,
    kind: &'static str,
    name: &str,
    content_type: &str,
    content: Content,
) {
    let media: Media = builder.file(name, content_type, content);
    let caption = builder.marked("Caption");
    let block = builder.media(page, kind, media, caption);
    if kind == "file"
        && let Some(block) = builder.store.block_mut(block)
    {
        block.fields.insert("name".to_owned(), json!(name));
    }
}
