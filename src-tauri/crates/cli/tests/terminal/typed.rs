//! Typing a command into a home of its own.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

/// A data folder that goes away with the test.
pub(crate) struct Home {
    folder: tempfile::TempDir,
    notion_url: String,
}

/// How a command ended.
pub(crate) struct Ended {
    /// Its exit code.
    pub(crate) code: i32,
    /// What it printed as its answer.
    pub(crate) stdout: String,
    /// What it told beside that.
    pub(crate) stderr: String,
}

impl Home {
    /// A home whose Notion cannot be reached.
    pub(crate) fn new() -> Self {
        // Port 9 is "discard": nothing listens there.
        Self::with_notion("http://127.0.0.1:9")
    }

    /// A home whose Notion is at `url`.
    pub(crate) fn with_notion(url: &str) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            notion_url: url.to_owned(),
        }
    }

    /// The data folder.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A folder for exports.
    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    /// A command that is not started yet.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("keepsake").unwrap();
        command
            .args(arguments)
            .env("KEEPSAKE_HOME", self.path())
            .env("KEEPSAKE_NOTION_URL", &self.notion_url)
            .env("KEEPSAKE_REQUESTS_PER_SECOND", "10")
            // Nothing of a test goes into the keychain of whoever runs it.
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("XDG_RUNTIME_DIR")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Types a command and waits for its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        self.command(arguments).output().unwrap().into()
    }

    /// Types a command with something on its standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Ended {
        use std::io::Write;
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        child.wait_with_output().unwrap().into()
    }

    /// Starts a command.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).spawn().unwrap()
    }
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Ended {
    /// The one document on standard output.
    pub(crate) fn document(&self) -> Value {
        assert_eq!(
            self.stdout.trim_end().lines().count(),
            1,
            "one document: {}\n{}",
            self.stdout,
            self.stderr
        );
        let document: Value = serde_json::from_str(&self.stdout).unwrap();
        assert_eq!(document["version"], 1);
        document
    }

    /// The data of an answer that is good.
    pub(crate) fn data(&self) -> Value {
        let document = self.document();
        assert_eq!(document["ok"], true, "{document}");
        document["data"].clone()
    }

    /// The code of an error.
    pub(crate) fn error(&self) -> String {
        let document = self.document();
        assert_eq!(document["ok"], false, "{document}");
        assert!(
            document["error"]["message"]
                .as_str()
                .is_some_and(|message| message.len() > 10)
        );
        document["error"]["code"].as_str().unwrap().to_owned()
    }
}

/// Whether any file below a folder contains these bytes.
pub(crate) fn is_anywhere(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return is_anywhere(&path, bytes);
        }
        std::fs::read(path)
            .unwrap()
            .windows(bytes.len())
            .any(|window| window == bytes)
    })
}
