//! A keychain of its own for a test: a session bus and an unlocked gnome-keyring that keep their files in a folder that
//! goes away. Nobody's own keychain is touched.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::chance::tell;
use crate::real_time::until;

/// The bus and the keychain on it.
pub(crate) struct Keychain {
    folder: tempfile::TempDir,
    address: String,
    bus: Child,
    keyring: Child,
}

impl Keychain {
    /// Starts one; nothing where the programs are missing.
    pub(crate) fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let bus = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut bus) = bus else {
            tell("not tried: dbus-daemon is missing");
            return None;
        };
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        let address = address.trim().to_owned();
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--foreground", "--components=secrets", "--unlock"]);
        for (name, value) in surroundings(folder.path(), &address) {
            command.env(name, value);
        }
        let keyring = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut keyring) = keyring else {
            tell("not tried: gnome-keyring-daemon is missing");
            end(&mut bus);
            return None;
        };
        let mut password = keyring.stdin.take().unwrap();
        password.write_all(b"a password for this run").unwrap();
        drop(password);
        let keychain = Self {
            folder,
            address,
            bus,
            keyring,
        };
        until("the keychain is on the bus", || keychain.is_there());
        Some(keychain)
    }

    /// What a program needs in its environment to find it.
    pub(crate) fn surroundings(&self) -> Vec<(&'static str, String)> {
        surroundings(self.folder.path(), &self.address)
    }

    /// Where it keeps its files.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Takes it away, and the bus with it.
    pub(crate) fn go_away(&mut self) {
        end(&mut self.keyring);
        end(&mut self.bus);
    }

    // Whoever asks for secrets before the daemon has its name makes the bus start a second one, which is locked.
    fn is_there(&self) -> bool {
        let asked = Command::new("dbus-send")
            .args(["--session", "--print-reply=literal"])
            .args(["--dest=org.freedesktop.DBus", "/"])
            .arg("org.freedesktop.DBus.NameHasOwner")
            .arg("string:org.freedesktop.secrets")
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .output();
        asked.is_ok_and(|asked| String::from_utf8_lossy(&asked.stdout).contains("true"))
    }
}

impl Drop for Keychain {
    fn drop(&mut self) {
        self.go_away();
    }
}

fn surroundings(folder: &Path, address: &str) -> Vec<(&'static str, String)> {
    let inside = |name: &str| folder.join(name).display().to_string();
    vec![
        ("DBUS_SESSION_BUS_ADDRESS", address.to_owned()),
        ("XDG_RUNTIME_DIR", folder.display().to_string()),
        ("XDG_DATA_HOME", inside("data")),
        ("XDG_CONFIG_HOME", inside("config")),
        ("XDG_CACHE_HOME", inside("cache")),
    ]
}

fn end(process: &mut Child) {
    // Already gone is as good.
    let _ = process.kill();
    let _ = process.wait();
}
