#![allow(clippy::unwrap_used, reason = "tests may panic")]

use super::*;
use crate::tests::world::{ORIGIN, World};
use crate::{Keepsake, Options};

#[test]
fn a_value_that_makes_no_sense_is_not_taken() {
    let usual = Preferences::default();
    for (change, is_taken) in [
        (SettingChange::SyncEverySeconds(Some(60)), true),
        (SettingChange::SyncEverySeconds(Some(3_600)), true),
        (SettingChange::SyncEverySeconds(Some(59)), false),
        (SettingChange::SyncEverySeconds(Some(3_601)), false),
        (SettingChange::SyncEverySeconds(None), true),
        (SettingChange::TextPercent(85), true),
        (SettingChange::TextPercent(200), true),
        (SettingChange::TextPercent(84), false),
        (SettingChange::TextPercent(201), false),
        (SettingChange::Theme(Theme::Dark), true),
    ] {
        let after = usual.clone().after(&change);
        assert_eq!(after.is_some(), is_taken, "{change:?}");
    }
}

#[test]
fn a_notice_is_switched_off_once_and_on_again() {
    let off = SettingChange::Notice {
        kind: NoticeKind::Decisions,
        on: false,
    };
    let quiet = Preferences::default().after(&off).unwrap();
    let quiet = quiet.after(&off).unwrap();
    assert_eq!(quiet.quiet, [NoticeKind::Decisions]);
    let on = SettingChange::Notice {
        kind: NoticeKind::Decisions,
        on: true,
    };
    assert_eq!(quiet.after(&on).unwrap(), Preferences::default());
}

#[test]
fn what_is_set_is_there_at_the_next_start_and_a_damaged_file_is_as_none() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().to_owned());
    let dark = Preferences {
        theme: Theme::Dark,
        ..Preferences::default()
    };
    Kept::read(&home).keep(dark.clone()).unwrap();
    assert_eq!(Kept::read(&home).now(), dark);
    let when_opened = Preferences {
        sync_every_seconds: None,
        ..dark
    };
    Kept::read(&home).keep(when_opened.clone()).unwrap();
    assert_eq!(Kept::read(&home).now(), when_opened);
    std::fs::write(home.preferences(), r#"{"sync_every_seconds": 300}"#).unwrap();
    assert_eq!(Kept::read(&home).now().sync_every_seconds, Some(300));
    std::fs::write(home.preferences(), r#"{"text_percent": 9000}"#).unwrap();
    assert_eq!(Kept::read(&home).now().text_percent, 200);
    std::fs::write(home.preferences(), r#"{"theme": "pi"#).unwrap();
    assert_eq!(Kept::read(&home).now(), Preferences::default());
}

#[tokio::test]
async fn what_is_set_takes_effect_and_the_configuration_goes_before_it() {
    let world = World::new("sample");
    let core = world.core().await;
    assert_eq!(core.rhythm(), Rhythm::Every(Duration::from_secs(60)));
    let shown = core
        .change_setting(&SettingChange::SyncEverySeconds(Some(900)))
        .unwrap();
    assert_eq!((shown.sync_every_seconds, shown.fixed), (Some(900), vec![]));
    assert_eq!(core.rhythm(), Rhythm::Every(Duration::from_secs(900)));
    assert_eq!(core.words().language(), Language::English);
    core.change_setting(&SettingChange::Language(LanguageChoice::German))
        .unwrap();
    assert_eq!(core.words().language(), Language::German);
    core.close().await.unwrap();

    let mut options: Options = world.options(ORIGIN);
    options.settings.sync_every = Some(Duration::from_secs(30));
    options.settings.theme = Some(Theme::Light);
    let core = Keepsake::open_with(options).await.unwrap();
    let shown = core
        .change_setting(&SettingChange::Theme(Theme::Dark))
        .unwrap();
    assert_eq!(
        (shown.sync_every_seconds, shown.theme),
        (Some(30), Theme::Light)
    );
    let places: Vec<_> = shown.fixed.iter().map(|one| one.place.as_str()).collect();
    assert_eq!(places, ["settings.toml", "KEEPSAKE_THEME"]);
    let reset = core.reset_settings().unwrap();
    assert_eq!(reset.language, LanguageChoice::System);
    assert_eq!(core.words().language(), Language::English);
    core.close().await.unwrap();
}
