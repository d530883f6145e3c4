//! What is known of the computer and of who sits in front of it, for the loop that looks at Notion: battery, a connection that
//! costs money, nobody there, the window in use.
//!
//! Leaves out what follows from it (`keepsake-app`). On Linux the system's services are asked over D-Bus, those that run
//! already; elsewhere, and where none answers, it is not known. The rule it protects: nothing is guessed.

use std::time::Duration;

use keepsake_app::watch::Surroundings;
use tauri::{AppHandle, Manager, Runtime, async_runtime};

use crate::core::Core;
use crate::touches::{Lately, Touches};
use crate::window::MAIN;

/// Between two looks.
const OFTEN: Duration = Duration::from_secs(30);

/// Looks around for as long as the program runs.
pub(crate) fn keep_looked_at<R: Runtime>(app: &AppHandle<R>) {
    let Ok(mut core) = app.state::<Core>().get() else {
        return;
    };
    let app = app.clone();
    async_runtime::spawn(async move {
        let mut lately = Lately::default();
        loop {
            app.state::<Core>().follow(&mut core);
            // A service may take its time to answer; nothing else waits for it.
            let system = async_runtime::spawn_blocking(desktop::look).await;
            lately = app.state::<Touches>().look(lately);
            core.look_around(Surroundings {
                is_looked_at: is_looked_at(&app),
                is_untouched: Some(!lately.is_used()),
                ..system.unwrap_or_default()
            });
            core.wait(OFTEN).await;
        }
    });
}

fn is_looked_at<R: Runtime>(app: &AppHandle<R>) -> Option<bool> {
    app.get_webview_window(MAIN)?.is_focused().ok()
}

#[cfg(not(target_os = "linux"))]
mod desktop {
    use keepsake_app::watch::Surroundings;

    /// Nothing is known here.
    pub(super) fn look() -> Surroundings {
        Surroundings::default()
    }
}

#[cfg(target_os = "linux")]
mod desktop {
    use std::sync::OnceLock;
    use std::time::Duration;

    use keepsake_app::watch::Surroundings;
    use zbus::blocking::connection::Builder;
    use zbus::blocking::fdo::DBusProxy;
    use zbus::blocking::{Connection, Proxy};
    use zbus::names::BusName;

    /// How long a service may take to answer.
    const PATIENCE: Duration = Duration::from_secs(3);

    /// Where a service says something: its name, the object and the interface.
    type Place = (&'static str, &'static str, &'static str);

    const POWER: Place = (
        "org.freedesktop.UPower",
        "/org/freedesktop/UPower",
        "org.freedesktop.UPower",
    );
    const NETWORK: Place = (
        "org.freedesktop.NetworkManager",
        "/org/freedesktop/NetworkManager",
        "org.freedesktop.NetworkManager",
    );
    const SESSION: Place = (
        "org.freedesktop.login1",
        "/org/freedesktop/login1/session/auto",
        "org.freedesktop.login1.Session",
    );
    const SAVER: Place = (
        "org.freedesktop.ScreenSaver",
        "/org/freedesktop/ScreenSaver",
        "org.freedesktop.ScreenSaver",
    );

    /// What the services of this computer say.
    pub(super) fn look() -> Surroundings {
        static SYSTEM: OnceLock<Option<Connection>> = OnceLock::new();
        static DESKTOP: OnceLock<Option<Connection>> = OnceLock::new();
        let open = |builder: zbus::Result<Builder<'_>>| {
            builder.ok()?.method_timeout(PATIENCE).build().ok()
        };
        let system = SYSTEM.get_or_init(|| open(Builder::system()));
        let desktop = DESKTOP.get_or_init(|| open(Builder::session()));
        told(system.as_ref(), desktop.as_ref(), is_running)
    }

    /// Whether a service runs: nothing is started only to be asked.
    fn is_running(bus: &Connection, name: &'static str) -> bool {
        let Ok(name) = BusName::try_from(name) else {
            return false;
        };
        DBusProxy::new(bus).is_ok_and(|bus| bus.name_has_owner(name).unwrap_or(false))
    }

    fn told(
        system: Option<&Connection>,
        desktop: Option<&Connection>,
        is_running: impl Fn(&Connection, &'static str) -> bool,
    ) -> Surroundings {
        let service = |bus: Option<&Connection>, (name, path, interface): Place| {
            let bus = bus.filter(|bus| is_running(bus, name))?;
            Proxy::new(bus, name, path, interface).ok()
        };
        let session = service(system, SESSION);
        let hint = |name: &str| session.as_ref()?.get_property::<bool>(name).ok();
        let saver = service(desktop, SAVER);
        let is_saving = saver.and_then(|saver| saver.call::<_, _, bool>("GetActive", &()).ok());
        Surroundings {
            on_battery: service(system, POWER)
                .and_then(|power| power.get_property::<bool>("OnBattery").ok()),
            is_metered: service(system, NETWORK)
                .and_then(|network| network.get_property::<u32>("Metered").ok())
                .and_then(metered),
            is_idle: any([hint("IdleHint"), hint("LockedHint"), is_saving]),
            is_looked_at: None,
            is_untouched: None,
        }
    }

    /// Whether any of those that are known holds.
    fn any(known: [Option<bool>; 3]) -> Option<bool> {
        known
            .into_iter()
            .flatten()
            .reduce(|one, other| one || other)
    }

    /// What NetworkManager's word means (`NMMetered`): yes and no, each known or guessed by it, else nothing.
    const fn metered(word: u32) -> Option<bool> {
        match word {
            1 | 3 => Some(true),
            2 | 4 => Some(false),
            _ => None,
        }
    }

    #[cfg(test)]
    mod tests {
        #![allow(clippy::unwrap_used, reason = "tests may panic")]

        use std::os::unix::net::UnixStream;
        use std::thread;

        use zbus::{Guid, interface};

        use super::*;

        struct Power(bool);

        #[interface(name = "org.freedesktop.UPower")]
        impl Power {
            #[zbus(property)]
            fn on_battery(&self) -> bool {
                self.0
            }
        }

        struct Network(u32);

        #[interface(name = "org.freedesktop.NetworkManager")]
        impl Network {
            #[zbus(property)]
            fn metered(&self) -> u32 {
                self.0
            }
        }

        struct Session {
            idle: bool,
            locked: bool,
        }

        #[interface(name = "org.freedesktop.login1.Session")]
        impl Session {
            #[zbus(property)]
            fn idle_hint(&self) -> bool {
                self.idle
            }

            #[zbus(property)]
            fn locked_hint(&self) -> bool {
                self.locked
            }
        }

        struct Saver(bool);

        #[interface(name = "org.freedesktop.ScreenSaver")]
        impl Saver {
            fn get_active(&self) -> bool {
                self.0
            }
        }

        /// A line to services that are made up, without a bus; what it answers has to live as long.
        fn line(
            serve: impl FnOnce(Builder<'_>) -> Builder<'_> + Send + 'static,
        ) -> [Connection; 2] {
            let (theirs, ours) = UnixStream::pair().unwrap();
            let there = thread::spawn(move || {
                let builder = Builder::async_io_unix_stream(theirs)
                    .server(Guid::generate())
                    .unwrap()
                    .p2p();
                serve(builder).build().unwrap()
            });
            let here = Builder::async_io_unix_stream(ours).p2p().build().unwrap();
            [here, there.join().unwrap()]
        }

        #[test]
        fn the_services_of_the_system_are_asked_in_their_own_words() {
            for (battery, word, idle, locked, saving) in [
                (true, 1, true, false, false),
                (false, 4, false, false, false),
                (false, 0, false, true, false),
                (false, 2, false, false, true),
            ] {
                let system = line(move |builder| {
                    builder
                        .serve_at(POWER.1, Power(battery))
                        .unwrap()
                        .serve_at(NETWORK.1, Network(word))
                        .unwrap()
                        .serve_at(SESSION.1, Session { idle, locked })
                        .unwrap()
                });
                let desktop =
                    line(move |builder| builder.serve_at(SAVER.1, Saver(saving)).unwrap());
                let found = told(Some(&system[0]), Some(&desktop[0]), |_, _| true);
                let expected = Surroundings {
                    on_battery: Some(battery),
                    is_metered: metered(word),
                    is_idle: Some(idle || locked || saving),
                    is_looked_at: None,
                    is_untouched: None,
                };
                assert_eq!(found, expected);
            }
        }

        #[test]
        fn a_service_that_does_not_run_says_nothing() {
            let system = line(|builder| builder.serve_at(POWER.1, Power(true)).unwrap());
            let only_power = told(Some(&system[0]), None, |_, name| name == POWER.0);
            let expected = Surroundings {
                on_battery: Some(true),
                ..Surroundings::default()
            };
            assert_eq!(only_power, expected);
            let none = told(Some(&system[0]), None, |_, _| false);
            assert_eq!(none, Surroundings::default());
        }
    }
}
