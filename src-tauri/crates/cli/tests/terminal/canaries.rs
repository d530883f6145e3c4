//! A token is where secrets are kept and nowhere else: not in the data folder, its store and its logs at their loudest,
//! not in exports, not in what is printed, not in arguments or the environment.
//!
//! The token begins like none of Notion's, so that the last guard before the log, which knows those, cannot help.

use std::fs;
use std::process::{Child, Command};

use keepsake_simulator::{Fault, FaultKind};

use crate::chance::{Chance, tell};
use crate::haystack::{Haystack, Needles};
use crate::keychain::Keychain;
use crate::real_time::until;
use crate::served::Served;
use crate::translator::Translator;
use crate::typed::{Ended, Home, IMPORT, started};

/// As loud as it gets, and then the libraries by name, in case somebody turns them up one by one.
const LOUDEST: &str = "trace,hyper::proto=trace,hyper_util::client=trace,reqwest::connect=trace,\
    reqwest::async_impl=trace,rustls::client=trace,h2::proto=trace,zbus::connection=trace,zbus::proxy=trace,\
    keyring_core::api=trace,zbus_secret_service_keyring_store=trace,sqlx::query=trace,axum=trace,tower=trace";

/// A workspace, a home, and everything they leave behind.
struct Scene {
    notion: Served,
    translator: Translator,
    home: Home,
    surroundings: Vec<(&'static str, String)>,
    token: String,
    refused: String,
    heap: Haystack,
}

/// A secret that nothing else can be.
fn canary(chance: &mut Chance, length: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let letters = LETTERS.len() as u64;
    (0..length)
        .map(|_| char::from(LETTERS[usize::try_from(chance.below(letters)).unwrap()]))
        .collect()
}

impl Scene {
    fn new(workspace: &str, surroundings: Vec<(&'static str, String)>) -> Self {
        let mut chance = Chance::new("canaries");
        let notion = Served::new(workspace, None);
        let token = canary(&mut chance, notion.token().len());
        let refused = canary(&mut chance, notion.token().len());
        let translator = Translator::before(&notion, &token);
        let home = Home::with_notion(&translator.url());
        for folder in ["person", "temporary"] {
            fs::create_dir(home.beside().join(folder)).unwrap();
        }
        Self {
            notion,
            translator,
            home,
            surroundings,
            token,
            refused,
            heap: Haystack::default(),
        }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.home.command(arguments);
        command
            .env("KEEPSAKE_LOG", LOUDEST)
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            // Whatever a library may leave in somebody's own folders is looked through as well.
            .env("HOME", self.home.beside().join("person"))
            .env("TMPDIR", self.home.beside().join("temporary"))
            .envs(self.surroundings.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command to its end and adds all that can be seen of it.
    fn run(&mut self, arguments: &[&str], input: &str) -> Ended {
        let mut process = started(self.command(arguments), input);
        let mut looks = 0;
        until("the command ends", || {
            looks += u32::from(self.look_at(&process));
            process.try_wait().unwrap().is_some()
        });
        assert!(looks > 0, "nobody looked at {arguments:?}");
        let ended = Ended::of(process);
        self.heap.add("standard output", ended.stdout.as_bytes());
        self.heap.add("standard error", ended.stderr.as_bytes());
        ended
    }

    /// Adds what other programs can see of a process: its arguments and its environment.
    fn look_at(&mut self, process: &Child) -> bool {
        let of = |what: &str| fs::read(format!("/proc/{}/{what}", process.id()));
        // It may be gone before it can be looked at.
        let (Ok(arguments), Ok(environment)) = (of("cmdline"), of("environ")) else {
            return false;
        };
        let was_seen = !arguments.is_empty();
        self.heap.add("arguments", arguments);
        self.heap.add("environment", environment);
        was_seen
    }

    /// Everything a person does with a token.
    fn play(&mut self) {
        let connect = ["connect", "--token-stdin", "--json"];
        let (token, refused) = (self.token.clone(), self.refused.clone());
        assert_eq!(self.run(&connect, &refused).error(), "token_refused");
        assert_eq!(self.run(&connect, &token).code, 0);
        self.run(&IMPORT, "").data();
        for arguments in [
            &["sync", "--once", "--json"][..],
            &["pages", "--refresh"],
            &["search", "the", "--json"],
            &["verify", "--sample-size", "2", "--json"],
            &["status"],
            &["runs", "--json"],
            &["doctor", "--json"],
        ] {
            let ended = self.run(arguments, "");
            assert_eq!(ended.code, 0, "{arguments:?}: {}", ended.stderr);
        }
        for format in ["markdown", "jsonl", "csv"] {
            let out = self.home.out();
            let out = out.to_str().unwrap();
            self.run(&["export", "--format", format, "--out", out, "--json"], "")
                .data();
        }
        let simulator = self.notion.simulator().clone();
        simulator.add_fault(Fault::sometimes(FaultKind::Unauthorized, 1.0));
        assert_eq!(self.run(&IMPORT, "").error(), "needs_sign_in");
        assert_eq!(self.run(&connect, &token).error(), "token_refused");
        simulator.clear_faults();
        simulator.add_fault(Fault::once(FaultKind::InternalError, "/v1/users/me"));
        assert_eq!(self.run(&connect, &token).code, 0);
        self.run(&IMPORT, "").data();
    }

    /// Holds that the secrets are nowhere, and that they would have been found.
    fn assert_nowhere(&mut self, further: &[&str]) {
        self.heap.add_folder(self.home.beside());
        for (place, words) in [
            ("keepsake.", "\"level\":\"TRACE\""),
            ("memory.db", "SQLite format 3"),
            ("memory.db", &self.translator.url()),
            ("objects.jsonl", "\"kind\":\"page\""),
            ("arguments", "--token-stdin"),
            ("environment", "KEEPSAKE_HOME="),
            ("standard output", "\"version\":1"),
        ] {
            assert!(self.heap.holds(place, words), "{words} is not in {place}");
        }
        tell(&format!(
            "canaries: {} bytes looked through",
            self.heap.len()
        ));
        let secrets = [&[self.token.as_str(), &self.refused], further].concat();
        for secret in secrets {
            let needles = Needles::for_secret(secret);
            assert_eq!(self.heap.find(&needles), [""; 0], "the secret is {secret}");
            let planted = self.home.path().join("logs").join("planted.log");
            fs::write(&planted, format!("a line before\nwith {secret}\nand after")).unwrap();
            let mut again = Haystack::default();
            again.add_folder(self.home.beside());
            let place = format!("{}: as it is", planted.display());
            assert_eq!(again.find(&needles), [place]);
            fs::remove_file(planted).unwrap();
        }
    }

    /// What is packed in the store is looked through by the program itself.
    fn assert_not_remembered(&mut self) {
        for secret in [self.token.clone(), self.refused.clone()] {
            let found = self.run(&["search", &secret, "--json"], "").data();
            assert_eq!(found["total"], 0);
        }
    }

    fn disconnect(&mut self) {
        self.run(&["disconnect", "--memory", "keep", "--json"], "")
            .data();
        assert_eq!(self.run(&["sync", "--once", "--json"], "").code, 3);
    }

    /// Where the program says that it keeps tokens.
    fn kept_in(&mut self) -> String {
        let data = self.run(&["doctor", "--json"], "").data();
        let checks = data["checks"].as_array().unwrap();
        let check = checks.iter().find(|check| check["check"] == "secrets");
        check.unwrap()["finding"].as_str().unwrap().to_owned()
    }
}

#[test]
fn a_token_in_the_keychain_is_nowhere_else() {
    let Some(mut keychain) = Keychain::start() else {
        return;
    };
    let mut scene = Scene::new("sample", keychain.surroundings());
    scene.play();
    assert_eq!(scene.kept_in(), "keychain");
    scene.heap.add_folder(keychain.folder());
    scene.assert_nowhere(&[]);
    let secrets = fs::read_dir(scene.home.path().join("secrets")).unwrap();
    let mut names: Vec<_> = secrets.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(
        names,
        ["keychain", "lock"],
        "no more than the mark that it is elsewhere"
    );

    scene.disconnect();
    let token = scene.token.clone();
    let connect = ["connect", "--token-stdin", "--json"];
    scene.run(&connect, &token).data();
    keychain.go_away();
    let lost = scene.run(&["sync", "--once", "--json"], "");
    lost.assert_refused(1, "keychain_missing", false, &["keep a token"]);
    scene.assert_nowhere(&[]);
    scene.assert_not_remembered();
}

#[test]
fn a_token_where_there_is_no_keychain_is_only_in_an_encrypted_file() {
    let mut scene = Scene::new("big:12", Vec::new());
    scene.play();
    assert_eq!(scene.kept_in(), "key_file");
    assert!(scene.home.path().join("secrets/secrets.enc").exists());
    scene.assert_nowhere(&[]);
    scene.disconnect();
    scene.assert_nowhere(&[]);
    scene.assert_not_remembered();
}

#[test]
fn a_token_under_a_passphrase_is_only_in_an_encrypted_file_and_so_is_the_passphrase() {
    // Outside of what is looked through, as on a disk of the administrator's own.
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("passphrase");
    let passphrase = canary(&mut Chance::new("passphrase"), 24);
    fs::write(&file, format!("{passphrase}\n")).unwrap();
    let named = ("KEEPSAKE_PASSPHRASE_FILE", file.display().to_string());
    let mut scene = Scene::new("big:12", vec![named]);
    scene.play();
    assert_eq!(scene.kept_in(), "passphrase");
    scene.assert_nowhere(&[&passphrase]);
    scene.disconnect();
    scene.assert_nowhere(&[&passphrase]);
    scene.assert_not_remembered();
}

#[test]
fn a_connect_that_is_killed_leaves_no_copy_of_the_token_behind() {
    let notion = Served::new("big:12", None);
    let connect_and_disconnect = |home: &Home| {
        home.connect(&notion.token());
        home.run(&["disconnect", "--memory", "remove", "--json"])
            .data();
        let secrets = home.path().join("secrets").join("secrets.enc");
        fs::metadata(secrets).map_or(0, |file| file.len())
    };
    let usual = connect_and_disconnect(&Home::with_notion(&notion.url()));

    let home = Home::with_notion(&notion.url());
    let asked = notion.meters().requests;
    notion
        .simulator()
        .add_fault(Fault::once(FaultKind::Timeout, "/v1/users/me"));
    let connect = home.command(&["connect", "--token-stdin", "--json"]);
    let mut killed = started(connect, &notion.token());
    until("Notion is asked", || notion.meters().requests > asked);
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert_eq!(connect_and_disconnect(&home), usual);
}
