//! Notices that can be clicked and taken away, as `org.freedesktop.Notifications` has them.
//!
//! Leaves out what they say and where a click leads. The rule it protects: a notice is about one subject; the next one about it
//! takes its place, and none stays when it is no longer true.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::Value;

use crate::wishes::Wish;

const SERVICE: &str = "org.freedesktop.Notifications";
const PLACE: &str = "/org/freedesktop/Notifications";
/// What a click on the notice itself is called.
const CLICKED: &str = "default";
/// How long the desktop may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is on the desktop now, by subject.
type Shown = Arc<Mutex<HashMap<String, (u32, Wish)>>>;

/// The notices on the desktop.
pub(super) struct Bubbles {
    desktop: Proxy<'static>,
    shown: Shown,
}

impl Bubbles {
    /// The desktop's own, if it has any; `on_click` is called with the place a clicked one leads to.
    pub(super) fn on_desktop(on_click: impl Fn(Wish) + Send + 'static) -> Option<Self> {
        let bus = Builder::session().ok()?.method_timeout(PATIENCE).build();
        bus.and_then(|bus| Self::over(&bus, on_click)).ok()
    }

    fn over(bus: &Connection, on_click: impl Fn(Wish) + Send + 'static) -> zbus::Result<Self> {
        let desktop = Proxy::new(bus, SERVICE, PLACE, SERVICE)?;
        let clicks = desktop.receive_signal("ActionInvoked")?;
        let shown = Shown::default();
        let known = Arc::clone(&shown);
        thread::Builder::new()
            .name("notices".to_owned())
            .spawn(move || {
                for click in clicks {
                    let Ok((id, action)) = click.body().deserialize::<(u32, String)>() else {
                        continue;
                    };
                    let wish = lock(&known)
                        .values()
                        .find(|(shown, _)| *shown == id)
                        .map(|(_, wish)| wish.clone());
                    if let (CLICKED, Some(wish)) = (action.as_str(), wish) {
                        on_click(wish);
                    }
                }
            })?;
        Ok(Self { desktop, shown })
    }

    /// Shows one in the place of the one before about the same subject.
    pub(super) fn show(
        &self,
        subject: &str,
        title: &str,
        body: &str,
        wish: Wish,
    ) -> zbus::Result<()> {
        let before = lock(&self.shown).get(subject).map_or(0, |(id, _)| *id);
        let hints: HashMap<&str, Value<'_>> = HashMap::new();
        let id: u32 = self.desktop.call(
            "Notify",
            &(
                "Keepsake",
                before,
                "keepsake",
                title,
                plain(body),
                vec![CLICKED, title],
                hints,
                -1_i32,
            ),
        )?;
        lock(&self.shown).insert(subject.to_owned(), (id, wish));
        Ok(())
    }

    /// Takes the one about a subject away.
    pub(super) fn withdraw(&self, subject: &str) {
        let Some((id, _)) = lock(&self.shown).remove(subject) else {
            return;
        };
        if let Err(error) = self.desktop.call::<_, _, ()>("CloseNotification", &(id,)) {
            tracing::debug!(%error, "a notice stays on the desktop");
        }
    }
}

/// A body in which nothing is a sign of markup.
fn plain(body: &str) -> String {
    body.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::channel;

    use zbus::object_server::SignalEmitter;
    use zbus::{Guid, interface};

    use super::*;

    /// A desktop that is made up: what it was told, and clicks on it.
    struct Desktop(Arc<Mutex<Vec<String>>>);

    #[interface(name = "org.freedesktop.Notifications")]
    impl Desktop {
        #[expect(clippy::too_many_arguments, reason = "the desktop's own interface")]
        fn notify(
            &self,
            _app: String,
            replaces: u32,
            _icon: String,
            title: String,
            body: String,
            actions: Vec<String>,
            _hints: HashMap<String, zbus::zvariant::OwnedValue>,
            _timeout: i32,
        ) -> u32 {
            let action = &actions[0];
            let said = format!("{title}: {body} ({action}, in the place of {replaces})");
            lock(&self.0).push(said);
            if replaces == 0 { 7 } else { replaces }
        }

        fn close_notification(&self, id: u32) {
            lock(&self.0).push(format!("closed {id}"));
        }

        #[zbus(signal)]
        async fn action_invoked(
            emitter: &SignalEmitter<'_>,
            id: u32,
            action: &str,
        ) -> zbus::Result<()>;
    }

    fn wish() -> Wish {
        Wish::Decide {
            connection: "1".to_owned(),
        }
    }

    #[test]
    fn a_notice_can_be_clicked_replaced_and_taken_away() {
        let (theirs, ours) = UnixStream::pair().unwrap();
        let told = Arc::new(Mutex::new(Vec::new()));
        let hears = Arc::clone(&told);
        let there = thread::spawn(move || {
            let builder = Builder::async_io_unix_stream(theirs);
            let builder = builder.server(Guid::generate()).unwrap().p2p();
            builder
                .serve_at(PLACE, Desktop(hears))
                .unwrap()
                .build()
                .unwrap()
        });
        let here = Builder::async_io_unix_stream(ours).p2p().build().unwrap();
        let desktop = there.join().unwrap();
        let (clicked, clicks) = channel();
        let bubbles = Bubbles::over(&here, move |wish| clicked.send(wish).unwrap()).unwrap();

        bubbles
            .show("decisions:1", "Acme", "2 <b>parts</b>", wish())
            .unwrap();
        bubbles
            .show("decisions:1", "Acme", "3 parts", wish())
            .unwrap();
        let click = |id: u32| {
            desktop
                .emit_signal(None::<()>, PLACE, SERVICE, "ActionInvoked", &(id, CLICKED))
                .unwrap();
        };
        click(99);
        click(7);
        assert_eq!(clicks.recv_timeout(Duration::from_secs(30)), Ok(wish()));
        assert!(
            clicks.try_recv().is_err(),
            "one that is not ours leads nowhere"
        );

        bubbles.withdraw("decisions:1");
        bubbles.withdraw("decisions:1");
        assert_eq!(
            *lock(&told),
            [
                "Acme: 2 &lt;b&gt;parts&lt;/b&gt; (default, in the place of 0)",
                "Acme: 3 parts (default, in the place of 7)",
                "closed 7",
            ]
        );
    }
}
