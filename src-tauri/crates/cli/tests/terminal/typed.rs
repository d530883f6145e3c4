//! Typing a command into a home of its own.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;

use assert_cmd::cargo::CommandCargoExt;
use serde_json::Value;

use crate::real_time::until;
use crate::served::Served;

/// What brings everything, without asking.
pub(crate) const IMPORT: [&str; 4] = ["import", "--all", "--yes", "--json"];

/// A data folder that goes away with the test.
pub(crate) struct Home {
    folder: tempfile::TempDir,
    notion_url: String,
    requests_per_second: u32,
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
            requests_per_second: 10,
        }
    }

    /// A home with everything of a workspace in it, and a word that is found there.
    pub(crate) fn filled(notion: &Served) -> (Self, String) {
        let home = Self::with_notion(&notion.url());
        home.connect(&notion.token());
        home.run(&IMPORT).data();
        let pages = home.run(&["pages", "--json"]).data();
        let title = pages["pages"][0]["title"].as_str().unwrap().to_owned();
        assert!(home.total(&title) > 0);
        (home, title)
    }

    /// How many pages are found.
    pub(crate) fn total(&self, words: &str) -> u64 {
        let found = self.run(&["search", words, "--json"]).data();
        found["total"].as_u64().unwrap()
    }

    /// The same home at another pace.
    pub(crate) fn at_pace(self, requests_per_second: u32) -> Self {
        Self {
            requests_per_second,
            ..self
        }
    }

    /// A folder beside the data folder that goes away with it.
    pub(crate) fn beside(&self) -> &Path {
        self.folder.path()
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
        command.args(arguments);
        self.equip(command)
    }

    /// A command that another program starts: its words go before the program's name and the arguments.
    pub(crate) fn command_by(&self, starter: &[&str], arguments: &[&str]) -> Command {
        let mut command = Command::new(starter[0]);
        command
            .args(&starter[1..])
            .arg(assert_cmd::cargo::cargo_bin("keepsake"))
            .args(arguments);
        self.equip(command)
    }

    fn equip(&self, mut command: Command) -> Command {
        command
            .env("KEEPSAKE_HOME", self.path())
            .env("KEEPSAKE_NOTION_URL", &self.notion_url)
            .env(
                "KEEPSAKE_REQUESTS_PER_SECOND",
                self.requests_per_second.to_string(),
            )
            // Whoever runs the tests may speak another language.
            .env("KEEPSAKE_LANGUAGE", "en")
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
        Ended::of(self.start(arguments))
    }

    /// Types a command with something on its standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &str) -> Ended {
        Ended::of(started(self.command(arguments), input))
    }

    /// Connects a workspace, which has to work.
    pub(crate) fn connect(&self, token: &str) -> Value {
        self.run_with_input(&["connect", "--token-stdin", "--json"], token)
            .data()
    }

    /// Starts a command.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).spawn().unwrap()
    }
}

/// Starts a command with something on its standard input.
pub(crate) fn started(mut command: Command, input: &str) -> Child {
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that refuses before it reads closes the pipe.
    let _ = stdin.write_all(input.as_bytes());
    child
}

impl Ended {
    /// Waits for the end of a command and reads what it printed meanwhile. One that never ends is a failure.
    pub(crate) fn of(mut child: Child) -> Self {
        let stdout = read_aside(child.stdout.take());
        let stderr = read_aside(child.stderr.take());
        let mut code = None;
        until("a command ends", || {
            code = child.try_wait().unwrap();
            code.is_some()
        });
        Self {
            code: code.and_then(|status| status.code()).unwrap_or(-1),
            stdout: stdout.join().unwrap(),
            stderr: stderr.join().unwrap(),
        }
    }

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
        self.refusal()["code"].as_str().unwrap().to_owned()
    }

    /// The error: what every one of them has is there.
    pub(crate) fn refusal(&self) -> Value {
        let document = self.document();
        assert_eq!(document["ok"], false, "{document}");
        let error = &document["error"];
        assert!(error["code"].is_string(), "{error}");
        assert!(
            error["message"]
                .as_str()
                .is_some_and(|message| message.len() > 10),
            "{error}"
        );
        assert!(error["retryable"].is_boolean(), "{error}");
        let request = error.get("request_id");
        assert!(
            request.is_some_and(|id| id.is_string() || id.is_null()),
            "{error}"
        );
        error.clone()
    }

    /// Holds an error to its exit code, its word, whether trying again helps, and what its sentence has to say.
    pub(crate) fn assert_refused(&self, exit: i32, code: &str, retryable: bool, says: &[&str]) {
        let error = self.refusal();
        assert_eq!(
            (self.code, &error["code"], &error["retryable"]),
            (exit, &code.into(), &retryable.into()),
            "{error}"
        );
        let message = error["message"].as_str().unwrap();
        for words in says {
            assert!(message.contains(words), "{words:?} is not said: {message}");
        }
    }
}

/// Reads to the end without holding anybody up.
fn read_aside(pipe: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            pipe.read_to_end(&mut bytes).unwrap();
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
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
