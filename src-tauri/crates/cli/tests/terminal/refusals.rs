//! What Notion, or whatever answers in its place, refuses: words that say what to do, nothing lost, and the same command
//! goes on afterwards.

use std::process::Child;

use keepsake_simulator::{Fault, FaultKind, TokenState};
use serde_json::Value;

use crate::export::assert_complete;
use crate::real_time::until;
use crate::served::{SIGN_IN_PAGE, Served, http_answer};
use crate::typed::{Ended, Home, IMPORT, started};

/// What it costs to look for changes before an import is gone on with: a page of the listing, and one of the trash.
const LISTING: u64 = 2;

const CONNECT: [&str; 3] = ["connect", "--token-stdin", "--json"];

/// How long an import may take to notice that nobody answers is a matter of patience; tests have little.
fn impatient(notion: &Served) -> Home {
    let home = Home::with_notion(&notion.url());
    std::fs::create_dir_all(home.path()).unwrap();
    let settings = "[notion]\nmax_retries = 1\n";
    std::fs::write(home.path().join("settings.toml"), settings).unwrap();
    home
}

fn connections(home: &Home) -> Vec<String> {
    let data = home.run(&["connections", "--json"]).data();
    let all = data["connections"].as_array().unwrap();
    all.iter()
        .map(|one| one["state"].as_str().unwrap().to_owned())
        .collect()
}

/// Starts an import and waits until it has read something, but not all.
fn begun(notion: &Served, home: &Home) -> Child {
    let before = notion.meters().counted;
    let import = home.start(&IMPORT);
    until("it reads", || notion.meters().counted >= before + 8);
    import
}

#[test]
fn a_wrong_an_expired_and_a_revoked_token_are_refused_and_nothing_is_stored() {
    let notion = Served::new("flat", None);
    let home = Home::with_notion(&notion.url());
    for token in [
        "ntn_nobody_ever_gave_this_away".to_owned(),
        notion.token_that_is(TokenState::Expired),
        notion.token_that_is(TokenState::Revoked),
    ] {
        let refused = home.run_with_input(&CONNECT, &token);
        refused.assert_refused(3, "token_refused", false, &["Nothing was stored", "Copy"]);
        assert!(refused.refusal()["request_id"].is_string());
        assert!(connections(&home).is_empty());
    }
    for token in ["", "two words", "\u{1f511}"] {
        let refused = home.run_with_input(&CONNECT, token);
        refused.assert_refused(2, "invalid_input", false, &["Paste"]);
    }
    home.connect(&notion.token());
    assert_complete(&notion, &home, 0);
}

#[test]
fn a_token_revoked_in_the_middle_asks_for_another_and_the_import_goes_on_with_it() {
    let notion = Served::new("big:60", None);
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    let import = begun(&notion, &home);
    notion
        .simulator()
        .add_fault(Fault::sometimes(FaultKind::Unauthorized, 1.0));
    let says = ["Connect again", "Your pages are safe"];
    let stopped = Ended::of(import);
    stopped.assert_refused(3, "needs_sign_in", false, &says);
    let request = &stopped.refusal()["request_id"];
    assert!(request.is_string(), "the refused request is named");

    assert_eq!(connections(&home), ["needs_sign_in"]);
    let status = home.run(&["status", "--json"]).data();
    assert_eq!(status["state"], "needs_sign_in");
    let read = status["pages"].as_u64().unwrap();
    assert!(0 < read && read < 60, "{read} pages are here");
    let found = home.run(&["search", "Note", "--json"]).data();
    assert!(found["total"].as_u64() > Some(0), "what was read is found");

    let asked = notion.meters().counted;
    home.run(&IMPORT)
        .assert_refused(3, "needs_sign_in", false, &says);
    let wrong = home.run_with_input(&CONNECT, "ntn_nobody_ever_gave_this_away");
    wrong.assert_refused(3, "token_refused", false, &[]);
    assert_eq!(connections(&home), ["needs_sign_in"]);

    let in_vain = notion.meters().per_status[&401];
    notion.simulator().clear_faults();
    assert_eq!(home.connect(&notion.token())["state"], "ok");
    assert!(notion.meters().counted <= asked + 6);
    assert_complete(&notion, &home, in_vain + LISTING);
    let runs = home.run(&["runs", "--json"]).data();
    assert_eq!(
        runs["runs"].as_array().unwrap().len(),
        1,
        "it is one import"
    );
}

#[test]
fn a_network_that_goes_away_in_the_middle_interrupts_and_the_same_command_goes_on() {
    let mut notion = Served::new("big:60", None);
    let home = impatient(&notion);
    home.connect(&notion.token());
    let import = begun(&notion, &home);
    notion.go_away();
    let says = ["cannot be reached", "Check the network", "try again"];
    Ended::of(import).assert_refused(1, "offline", true, &says);
    home.run(&IMPORT).assert_refused(1, "offline", true, &says);
    let found = home.run(&["search", "Note", "--json"]).data();
    assert!(found["total"].as_u64() > Some(0), "what was read is found");
    notion.come_back();
    assert_complete(&notion, &home, 6);
}

#[test]
fn a_network_that_is_soon_back_is_waited_for() {
    let mut notion = Served::new("big:60", None);
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    let import = begun(&notion, &home);
    notion.go_away();
    until("the program says that it waits", || {
        home.run(&["status", "--json"]).data()["state"] == "offline"
    });
    notion.come_back();
    let ended = Ended::of(import);
    assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
    assert_eq!(ended.data()["items"], serde_json::json!([]));
    assert_complete(&notion, &home, 6 + 1);
}

#[test]
fn a_sign_in_page_instead_of_notion_is_called_that_and_nothing_is_changed() {
    let mut notion = Served::new("big:120", None);
    let home = impatient(&notion);
    let says = ["sign-in page", "Sign in to the network", "try again"];
    let portals = [
        http_answer("200 OK", "", SIGN_IN_PAGE),
        http_answer("302 Found", "Location: http://wifi.example/in\r\n", ""),
        http_answer("403 Forbidden", "", SIGN_IN_PAGE),
        http_answer("511 Network Authentication Required", "", SIGN_IN_PAGE),
        http_answer(
            "407 Proxy Authentication Required",
            "Proxy-Authenticate: Basic\r\n",
            SIGN_IN_PAGE,
        ),
    ];
    for portal in &portals {
        notion.be_impersonated(portal.clone());
        let refused = home.run_with_input(&CONNECT, &notion.token());
        refused.assert_refused(1, "proxy_page", true, &says);
        assert!(refused.refusal()["request_id"].is_null());
        assert!(connections(&home).is_empty());
    }

    notion.come_back();
    home.connect(&notion.token());
    for portal in portals {
        let import = begun(&notion, &home);
        notion.be_impersonated(portal);
        Ended::of(import).assert_refused(1, "proxy_page", true, &says);
        assert_eq!(connections(&home), ["ok"], "a portal takes no token away");
        notion.come_back();
    }
    assert_complete(&notion, &home, 5 * 6);
}

#[test]
fn a_proxy_that_wants_a_password_is_named() {
    let mut proxy = Served::new("flat", None);
    proxy.be_impersonated(http_answer(
        "407 Proxy Authentication Required",
        "Proxy-Authenticate: Basic realm=\"office\"\r\n",
        "",
    ));
    // Nobody can have a name that ends so (RFC 2606), so nothing but the proxy can answer.
    let home = Home::with_notion("https://notion.invalid");
    let mut connect = home.command(&CONNECT);
    connect.env("HTTPS_PROXY", proxy.url());
    connect.env_remove("NO_PROXY").env_remove("no_proxy");
    let refused = Ended::of(started(connect, "ntn_0123456789"));
    refused.assert_refused(1, "proxy_page", true, &["check the proxy"]);
    assert!(connections(&home).is_empty());
}

#[test]
fn what_notion_refuses_is_listed_with_its_request_and_the_rest_comes() {
    let notion = Served::new("big:12", None);
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    for (skip, kind) in [(2, FaultKind::CapabilityMissing), (4, FaultKind::NotFound)] {
        notion.simulator().add_fault(Fault {
            skip,
            ..Fault::once(kind, "/markdown")
        });
    }
    let ended = home.run(&IMPORT);
    assert_eq!(ended.code, 4, "{}", ended.stdout);
    let ledger = ended.data();
    assert_eq!(
        (&ledger["stored"], &ledger["refused"]),
        (&10.into(), &2.into())
    );
    let items = ledger["items"].as_array().unwrap();
    let mut reasons: Vec<_> = items.iter().map(|item| item["reason"].clone()).collect();
    reasons.sort_by_key(Value::to_string);
    assert_eq!(reasons, ["no_permission", "not_shared"]);
    assert!(items.iter().all(|item| item["request_id"].is_string()));
    assert_complete(&notion, &home, 2 + LISTING);
}

#[test]
fn every_passing_trouble_is_outlived() {
    let troubles = [
        FaultKind::RateLimited,
        FaultKind::Overload,
        FaultKind::RetryableValidation,
        FaultKind::Conflict,
        FaultKind::InternalError,
        FaultKind::BadGateway,
        FaultKind::Unavailable,
        FaultKind::GatewayTimeout,
        FaultKind::DroppedBefore,
        FaultKind::DroppedAfter,
        FaultKind::TruncatedJson,
        FaultKind::WrongContentType,
        FaultKind::ProxyPage,
        FaultKind::EmptyBody,
    ];
    let notion = Served::new("big:60", None);
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    for (skip, kind) in (0..).step_by(4).zip(troubles) {
        notion.simulator().add_fault(Fault {
            skip,
            ..Fault::once(kind, "")
        });
    }
    let ended = home.run(&IMPORT);
    assert_eq!(ended.code, 0, "{}", ended.stdout);
    assert_eq!(ended.data()["items"], serde_json::json!([]));
    let meters = notion.meters();
    for status in [400, 409, 429, 500, 502, 503, 504, 529] {
        assert!(meters.per_status.contains_key(&status), "{status}");
    }
    assert_complete(&notion, &home, troubles.len() as u64 + 1);
}
