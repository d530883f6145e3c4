//! What a connection would be shown of everything, all at once.
//!
//! For whoever compares a finished copy with the workspace. It is rendered by the code that answers requests, so it says
//! what a copy should look like and not whether the answers are right; the ground truth ([`crate::truth`]) is read by
//! another way and does.

use serde::Serialize;
use serde_json::Value;

use crate::identifier::Id;
use crate::markdown::render;
use crate::state::State;
use crate::store::model::{DataSource, Page, Parent};
use crate::store::{Kind, Store};
use crate::wire::View;

/// A page or data source as it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Sight {
    /// Its id.
    pub id: Id,
    /// Whether the main token can read it.
    pub visible: bool,
    /// Whether it, or something above it, is in the trash.
    pub in_trash: bool,
    /// The object as the API shows it.
    pub object: Value,
    /// The body of a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub markdown: Option<String>,
    /// Whether that Markdown was cut or has parts that can only be had elsewhere.
    pub lossy: bool,
    /// The whole body, where that Markdown was cut.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whole: Option<String>,
}

/// A page or data source, and where it is; quicker to have than a [`Sight`].
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Place {
    /// Its id.
    pub id: Id,
    /// Whether it is a data source.
    pub is_source: bool,
    /// The page or data source it lives in; absent at the top, and for data sources.
    pub parent: Option<Id>,
    /// Whether it is a row of a data source.
    pub is_row: bool,
    /// Whether the main token can read it.
    pub visible: bool,
    /// Whether it was put into the trash itself.
    pub own_trash: bool,
    /// Whether it, or something above it, is in the trash.
    pub in_trash: bool,
    /// Unix milliseconds of its last edit.
    pub edited: i64,
}

/// Where everything is, in the order of ids.
pub(crate) fn places(state: &State, now: i64) -> Vec<Place> {
    let view = state.view_of(0, now);
    let store = &state.store;
    let place = |id: Id, edited: i64, parent: Option<Parent>| Place {
        id,
        is_source: parent.is_none(),
        parent: parent.and_then(Parent::id),
        is_row: matches!(parent, Some(Parent::DataSource(_))),
        visible: view.sees(id),
        own_trash: store.own_trash(id),
        in_trash: store.in_trash(id),
        edited,
    };
    let pages = store.pages.values();
    let pages = pages.map(|page| place(page.id, page.stamp.edited, Some(page.parent)));
    let sources = store.sources.values();
    let sources = sources.map(|source| place(source.id, source.stamp.edited, None));
    let mut places: Vec<Place> = pages.chain(sources).collect();
    places.sort_by_key(|place| place.id);
    places
}

/// The blocks of a page that hold text, in order, at every depth.
pub(crate) fn texts(store: &Store, page: Id) -> Vec<Id> {
    let mut found = Vec::new();
    let mut open = store.live_children(page);
    open.reverse();
    while let Some(id) = open.pop() {
        if store.kind(id) != Some(Kind::Block) {
            continue;
        }
        let Some(block) = store.block(id) else {
            continue;
        };
        if block.text.is_some() {
            found.push(id);
        }
        open.extend(store.live_children(id).into_iter().rev());
    }
    found
}

/// Everything, in the order of ids.
pub(crate) fn sights(state: &State, origin: &str, now: i64) -> Vec<Sight> {
    let view = View {
        origin,
        ..state.view_of(0, now)
    };
    let store = &state.store;
    let pages = store.pages.values().map(|page| of_page(&view, page));
    let sources = store.sources.values();
    let sources = sources.map(|source| of_source(&view, source));
    let mut sights: Vec<Sight> = pages.chain(sources).collect();
    sights.sort_by_key(|sight| sight.id);
    sights
}

/// One page or data source; of a block, the page it is in.
pub(crate) fn sight(state: &State, origin: &str, id: Id, now: i64) -> Option<Sight> {
    let view = View {
        origin,
        ..state.view_of(0, now)
    };
    let id = match state.store.kind(id) {
        Some(Kind::Block) => state.store.page_of(id)?,
        _ => id,
    };
    let page = state.store.pages.get(&id);
    page.map(|page| of_page(&view, page)).or_else(|| {
        let source = state.store.sources.get(&id)?;
        Some(of_source(&view, source))
    })
}

fn of_page(view: &View<'_>, page: &Page) -> Sight {
    let rendered = render::render(view, page.id, false);
    Sight {
        lossy: rendered.truncated || !rendered.unknown.is_empty(),
        whole: rendered
            .truncated
            .then(|| render::render_whole(view, page.id).markdown()),
        markdown: Some(rendered.markdown()),
        ..shown(view, page.id, view.page(page))
    }
}

fn of_source(view: &View<'_>, source: &DataSource) -> Sight {
    shown(view, source.id, view.data_source(source))
}

fn shown(view: &View<'_>, id: Id, object: Value) -> Sight {
    Sight {
        id,
        visible: view.sees(id),
        in_trash: view.store.in_trash(id),
        object,
        markdown: None,
        lossy: false,
        whole: None,
    }
}
