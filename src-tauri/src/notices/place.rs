//! Where a notice leads: the exact place in the window at which something can be done about it.

use keepsake_app::alerts::Notice;
use tauri::{AppHandle, Manager, Runtime};

use crate::window;
use crate::wishes::{Wish, Wishes};

/// The place; nothing for a notice that is about no workspace.
pub(super) fn of(notice: &Notice) -> Option<Wish> {
    let (connection, _) = notice.connection.clone()?;
    Some(match notice.kind.as_str() {
        "auth_failure" => Wish::Reconnect { connection },
        "brake" | "decisions" => Wish::Decide { connection },
        _ => Wish::Overview { connection },
    })
}

/// Brings the window there.
pub(super) fn open<R: Runtime>(app: &AppHandle<R>, wish: Wish) {
    app.state::<Wishes>().tell(wish);
    window::raise(app);
}

#[cfg(test)]
mod tests {
    use keepsake_app::alerts::Notice;

    use super::*;

    #[test]
    fn each_kind_leads_to_where_something_can_be_done() {
        let connection = || "1".to_owned();
        for (kind, expected) in [
            (
                "auth_failure",
                Wish::Reconnect {
                    connection: connection(),
                },
            ),
            (
                "decisions",
                Wish::Decide {
                    connection: connection(),
                },
            ),
            (
                "brake",
                Wish::Decide {
                    connection: connection(),
                },
            ),
            (
                "disk_full",
                Wish::Overview {
                    connection: connection(),
                },
            ),
            (
                "little_space",
                Wish::Overview {
                    connection: connection(),
                },
            ),
            (
                "import_finished",
                Wish::Overview {
                    connection: connection(),
                },
            ),
        ] {
            let notice = Notice::about(kind, Some((connection(), "Acme".to_owned())));
            assert_eq!(of(&notice), Some(expected), "{kind}");
        }
        assert_eq!(of(&Notice::about("test", None)), None);
    }
}
