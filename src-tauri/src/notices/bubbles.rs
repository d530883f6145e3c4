//! Notices that can be clicked and taken away, as `org.freedesktop.Notifications` has them.
//!
//! Leaves out what they say and where a click leads. The rule it protects: a notice is about one subject; the next one about it
//! takes its place, and none stays when it is no longer true.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, Proxy};
use zbus::zvariant::Value;

use super::markup;
use crate::wishes::Wish;

const SERVICE: &str = "org.freedesktop.Notifications";
const PLACE: &str = "/org/freedesktop/Notifications";
/// What a desktop can that finds markup in bodies.
const MARKUP: &str = "body-markup";
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
    finds_markup: OnceLock<bool>,
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
        Ok(Self {
            desktop,
            shown,
            finds_markup: OnceLock::new(),
        })
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
        let body = if self.finds_markup() {
            markup::plain(body)
        } else {
            body.to_owned()
        };
        let id: u32 = self.desktop.call(
            "Notify",
            &(
                "Keepsake",
                before,
                "keepsake",
                title,
                body,
                vec![CLICKED, title],
                hints,
                -1_i32,
            ),
        )?;
        lock(&self.shown).insert(subject.to_owned(), (id, wish));
        Ok(())
    }

    /// Whether the desktop finds markup in bodies; one that does not shows every sign as it is. One that does not say may.
    fn finds_markup(&self) -> bool {
        *self.finds_markup.get_or_init(|| {
            let said = self
                .desktop
                .call::<_, _, Vec<String>>("GetCapabilities", &());
            said.map_or(true, |known| known.iter().any(|one| one == MARKUP))
        })
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
    struct Desktop {
        told: Arc<Mutex<Vec<String>>>,
        can: Vec<String>,
    }

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
            lock(&self.told).push(said);
            if replaces == 0 { 7 } else { replaces }
        }

        fn get_capabilities(&self) -> Vec<String> {
            self.can.clone()
        }

        fn close_notification(&self, id: u32) {
            lock(&self.told).push(format!("closed {id}"));
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

    /// A desktop that can this, what it was told, and a connection to it.
    fn desktop(can: &[&str]) -> (Connection, Arc<Mutex<Vec<String>>>, Connection) {
        let (theirs, ours) = UnixStream::pair().unwrap();
        let told = Arc::new(Mutex::new(Vec::new()));
        let made = Desktop {
            told: Arc::clone(&told),
            can: can.iter().map(|one| (*one).to_owned()).collect(),
        };
        let there = thread::spawn(move || {
            let builder = Builder::async_io_unix_stream(theirs);
            let builder = builder.server(Guid::generate()).unwrap().p2p();
            builder.serve_at(PLACE, made).unwrap().build().unwrap()
        });
        let here = Builder::async_io_unix_stream(ours).p2p().build().unwrap();
        (there.join().unwrap(), told, here)
    }

    #[test]
    fn a_title_is_no_markup_wherever_the_desktop_finds_some() {
        let title = "“R&D <a href='https://evil.invalid'>Sign in</a>”";
        let escaped = "“R&amp;D &lt;a href='https://evil.invalid'&gt;Sign in&lt;/a&gt;”";
        for (can, expected) in [
            (&["body", "body-markup"][..], escaped),
            (&["body"][..], title),
        ] {
            let (_desktop, told, here) = desktop(can);
            let bubbles = Bubbles::over(&here, |_| ()).unwrap();
            bubbles.show("decisions:1", "Acme", title, wish()).unwrap();
            let shown = format!("Acme: {expected} (default, in the place of 0)");
            assert_eq!(*lock(&told), [shown]);
        }
    }

    #[test]
    fn a_notice_can_be_clicked_replaced_and_taken_away() {
        let (desktop, told, here) = desktop(&[MARKUP]);
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
