//! `kill -9` at moments by chance: nothing is lost, nothing comes twice, and only what was in flight is fetched again.
//!
//! An import is started and killed until it is over; then comes another one in a new home, until all kills are spent. The
//! moments are counted in requests, so they lie all over the import, its first and its last steps included.
//! `KEEPSAKE_KILLS=N` kills N times, `KEEPSAKE_SEED=N` draws the moments of an earlier run, `npm run prove` kills 500 times.

use std::time::Duration;

use serde_json::Value;

use crate::chance::{Chance, hold, setting, tell};
use crate::export::Exported;
use crate::real_time::{StopWatch, until, within};
use crate::served::Served;
use crate::soundness::{assert_doctor_content, assert_file_sound};
use crate::typed::{Ended, Home, IMPORT};

/// How many reads the engine has under way at once.
const IN_FLIGHT: u64 = 6;

/// What a start lists anew: what is there, and what is in the trash.
const LISTINGS: u64 = 2;

/// How many downloads it has under way at once.
const DOWNLOADS_IN_FLIGHT: u64 = 4;

/// One in so many kills falls into the first moments of a process, whatever it has read by then.
const EARLY: u64 = 4;

/// An import that is over, and its processes.
struct Import {
    /// How many were killed.
    kills: u64,
    /// How many requests they and the last one may have made in vain.
    in_vain: u64,
    /// What the program tells of it.
    ledger: Value,
}

impl Import {
    /// Imports until it is over, killing at most so many processes, each after about so many requests of its own.
    fn killed(
        chance: &mut Chance,
        notion: &Served,
        home: &Home,
        most_kills: u64,
        requests: u64,
    ) -> Self {
        let (mut kills, mut in_vain) = (0, LISTINGS);
        let over = |kills, in_vain, ledger| Self {
            kills,
            in_vain,
            ledger,
        };
        while kills < most_kills {
            let is_early = chance.below(EARLY) == 0;
            let moment = chance.below(2 * requests) * u64::from(!is_early);
            let further = Duration::from_millis(chance.below(300));
            let before = notion.simulator().haste().counted;
            let asked = || notion.simulator().haste().counted - before;
            let mut import = home.start(&IMPORT);
            let mut has_ended = || import.try_wait().unwrap().is_some();
            until("the import comes to the moment of its kill", || {
                asked() >= moment || has_ended()
            });
            if within(further, &mut has_ended) {
                return over(kills, in_vain, Ended::of(import).data());
            }
            import.kill().unwrap();
            import.wait().unwrap();
            assert_file_sound(home);
            assert_doctor_content(home);
            kills += 1;
            // Nobody repeats more than it asked.
            in_vain += asked().min(LISTINGS + IN_FLIGHT);
            if let [run] = runs(home).as_slice()
                && run["state"] == "completed"
            {
                // There was nothing left but to tell it.
                return over(kills, in_vain, run.clone());
            }
        }
        over(kills, in_vain, home.run(&IMPORT).data())
    }

    /// Everything came, once, and Notion was asked no more than that takes and what died in flight; how much that was.
    fn assert_whole(&self, notion: &Served, home: &Home) -> u64 {
        let ledger = &self.ledger;
        assert_eq!(
            (&ledger["state"], &ledger["items"]),
            (&"completed".into(), &serde_json::json!([]))
        );
        let exported = Exported::of(home);
        exported.assert_objects(notion.simulator());
        exported.assert_every_word_once(notion.simulator());
        assert_eq!(ledger["found"], exported.len());
        assert_eq!(runs(home).len(), 1, "one import, however often killed");
        let meters = notion.meters();
        let again = meters.counted - meters.minimum.import;
        assert!(
            again <= self.in_vain,
            "{again} requests were repeated after {} kills, at most {} were in flight: {:?}",
            self.kills,
            self.in_vain,
            meters.per_endpoint
        );
        let second = home.run(&IMPORT).data();
        assert_eq!(
            (&second["stored"], &second["unchanged"]),
            (&0.into(), &ledger["found"])
        );
        again
    }
}

fn runs(home: &Home) -> Vec<Value> {
    let told = home.run(&["runs", "--json"]).data();
    told["runs"].as_array().unwrap().clone()
}

/// Kills imports of 200 pages, each some thirty times before it is over.
fn kill_imports(kills: u64) {
    let mut chance = Chance::new("kills");
    let time = StopWatch::start();
    let (mut spent, mut imports, mut again, mut in_vain) = (0, 0, 0, 0);
    while spent < kills {
        let notion = Served::new("big:200", None);
        let home = Home::with_notion(&notion.url());
        home.connect(&notion.token());
        let import = Import::killed(&mut chance, &notion, &home, kills - spent, 10);
        again += import.assert_whole(&notion, &home);
        in_vain += import.in_vain;
        spent += import.kills;
        imports += 1;
    }
    tell(&format!(
        "kills: {spent} in {imports} imports and {:.0} s; {:.2} requests a kill were repeated",
        time.seconds(),
        again as f64 / spent as f64,
    ));
    keepsake_figures::hold_at_least("kills of an import at moments by chance", spent, kills);
    hold(
        &format!("requests repeated after {kills} kills that lost, doubled and broke nothing"),
        again,
        in_vain,
    );
}

#[test]
fn imports_killed_at_random_moments_lose_nothing_and_repeat_only_what_was_in_flight() {
    kill_imports(setting("KEEPSAKE_KILLS").unwrap_or(20));
}

#[test]
#[ignore = "npm run prove"]
fn five_hundred_kills_lose_nothing_and_repeat_only_what_was_in_flight() {
    kill_imports(500);
}

#[test]
fn attachments_survive_kills_too_and_leave_no_halves_behind() {
    let kills = setting("KEEPSAKE_KILLS").unwrap_or(20).min(8);
    let notion = Served::new("sample", None);
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    let each = notion.simulator().minimum().import / kills;
    let mut chance = Chance::new("kills of the sample");
    let Import { kills, ledger, .. } = Import::killed(&mut chance, &notion, &home, kills, each);
    assert_eq!(
        (&ledger["state"], &ledger["files"]["failed"]),
        (&"completed".into(), &0.into())
    );
    let exported = Exported::of(&home);
    exported.assert_objects(notion.simulator());
    exported.assert_every_word(notion.simulator());

    let mut wanted = std::collections::BTreeSet::new();
    for file in notion.simulator().truth().files {
        let Some(hash) = file.sha256.filter(|_| file.visible) else {
            continue;
        };
        let stored = home.path().join("files").join(&hash[..2]).join(&hash);
        let size = std::fs::metadata(&stored).map(|stored| stored.len()).ok();
        assert_eq!(size, file.size, "{} is not whole", file.name);
        wanted.insert(file.name);
    }
    let (meters, least) = (notion.meters(), wanted.len() as u64);
    tell(&format!(
        "kills of the sample: {kills} kills, {} requests for {}, {} downloads of {least} files",
        meters.counted, meters.minimum.import, meters.files,
    ));
    let in_vain = kills * (LISTINGS + IN_FLIGHT) + LISTINGS;
    assert!(meters.counted <= meters.minimum.import + in_vain);
    let arriving = home.path().join("files").join("arriving");
    let halves = std::fs::read_dir(arriving).map_or(0, Iterator::count);
    assert_eq!(halves, 0, "half-written attachments lie about");
    assert!(
        meters.files <= ledger["files"]["found"].as_u64().unwrap() + kills * DOWNLOADS_IN_FLIGHT,
        "{} downloads",
        meters.files
    );
}
