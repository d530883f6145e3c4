//! What could bring back a window that is hidden: a place for icons in the panel, or the program started a second time.
//!
//! On Windows and macOS both are always there. On Linux both go over the session's D-Bus: panels watch for icons under a name
//! that may come and go, and a second start finds the first one there.

/// The best way there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WayBack {
    /// An icon that can be clicked.
    Icon,
    /// Only starting the program again.
    SecondStart,
    /// None.
    None,
}

/// The way back, with an icon that the desktop took or did not take.
pub(crate) fn find(has_icon: bool) -> WayBack {
    if has_icon && has_panel() {
        WayBack::Icon
    } else if has_second_start() {
        WayBack::SecondStart
    } else {
        WayBack::None
    }
}

#[cfg(not(target_os = "linux"))]
mod desktop {
    /// Whether something shows icons.
    pub(crate) const fn has_panel() -> bool {
        true
    }

    /// Whether a second start is led to this one.
    pub(crate) const fn has_second_start() -> bool {
        true
    }
}

#[cfg(target_os = "linux")]
mod desktop {
    use std::sync::OnceLock;

    use zbus::blocking::Connection;
    use zbus::blocking::fdo::DBusProxy;
    use zbus::names::BusName;

    /// Who shows icons owns this name.
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";

    /// Whether something shows icons.
    pub(crate) fn has_panel() -> bool {
        bus().is_some_and(|bus| is_owned(bus, WATCHER).unwrap_or(false))
    }

    /// Whether a second start is led to this one.
    pub(crate) fn has_second_start() -> bool {
        bus().is_some()
    }

    fn bus() -> Option<&'static Connection> {
        static BUS: OnceLock<Option<Connection>> = OnceLock::new();
        BUS.get_or_init(|| Connection::session().ok()).as_ref()
    }

    fn is_owned(bus: &Connection, name: &str) -> zbus::Result<bool> {
        let name = BusName::try_from(name)?;
        Ok(DBusProxy::new(bus)?.name_has_owner(name)?)
    }
}

pub(crate) use desktop::has_panel;
use desktop::has_second_start;
