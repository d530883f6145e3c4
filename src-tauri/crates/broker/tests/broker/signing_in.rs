//! A sign-in from the browser to the tokens, and the tokens' life after it.

use serde_json::{Value, json};

use crate::scene::{Begun, Scene, value_of};

#[tokio::test]
async fn a_person_who_allows_it_is_led_back_and_the_app_gets_the_grant() {
    let scene = Scene::new();
    let begun = Begun::new(1);
    let page = scene.browse(&begun, "allow").await;
    assert_eq!(page.status, 200);
    let link = page.link().unwrap();
    assert!(
        link.starts_with("keepsake://oauth/callback?pickup="),
        "{link}"
    );
    assert_eq!(value_of(&link, "state").unwrap(), begun.state);
    assert_eq!(scene.sent(), 0, "nothing is exchanged before the app comes");

    let pickup = value_of(&link, "pickup").unwrap();
    let granted = scene.pick_up(&pickup, &begun.verifier).await;
    assert_eq!(granted.status, 200, "{}", granted.text);
    let grant = granted.json();
    assert!(grant["access_token"].as_str().unwrap().starts_with("ntn_"));
    for field in [
        "refresh_token",
        "bot_id",
        "workspace_id",
        "workspace_name",
        "owner",
    ] {
        assert!(!grant[field].is_null(), "{field} is missing");
    }
    let exchanged = scene.bodies();
    assert_eq!(exchanged[0]["grant_type"], "authorization_code");
    assert_eq!(
        exchanged[0]["redirect_uri"],
        "https://keepsake.example/callback"
    );
}

#[tokio::test]
async fn an_app_may_ask_to_come_back_on_a_port_of_this_computer() {
    let scene = Scene::new();
    for (number, port) in [(1, 43110), (2, 43111), (3, 43112)] {
        let begun = Begun::new(number).by_port(port);
        let link = scene.browse(&begun, "allow").await.link().unwrap();
        let start = format!("http://localhost:{port}/oauth/callback?pickup=");
        assert!(link.starts_with(&start), "{link}");
        let pickup = value_of(&link, "pickup").unwrap();
        assert_eq!(scene.pick_up(&pickup, &begun.verifier).await.status, 200);
    }
}

#[tokio::test]
async fn the_code_to_paste_is_the_pickup_and_needs_nothing_else() {
    let scene = Scene::new();
    let begun = Begun::new(1);
    let page = scene.browse(&begun, "allow").await;
    let (_, rest) = page.text.split_once("<code>").unwrap();
    let (pasted, _) = rest.split_once("</code>").unwrap();
    assert!(pasted.len() < 200, "{} letters", pasted.len());
    assert_eq!(scene.pick_up(pasted, &begun.verifier).await.status, 200);
}

#[tokio::test]
async fn a_person_who_denies_it_is_led_back_with_that_and_nothing_to_pick_up() {
    let scene = Scene::new();
    let begun = Begun::new(1).by_port(43110);
    let page = scene.browse(&begun, "deny").await;
    let expected = format!(
        "http://localhost:43110/oauth/callback?error=access_denied&state={}",
        begun.state
    );
    assert_eq!(page.link(), Some(expected));
    assert!(!page.text.contains("<code>"));
    let trouble = scene
        .get(&format!(
            "/callback?error=%3Cscript%3E&state={}",
            begun.state
        ))
        .await;
    assert!(trouble.link().unwrap().contains("?error=server_error&"));
    assert!(!trouble.text.contains("script"));
}

#[tokio::test]
async fn the_page_speaks_the_language_of_the_browser_and_can_do_nothing() {
    let scene = Scene::new();
    let state = Begun::new(1).state;
    let ask = |language: &str| {
        http::Request::get(format!("/callback?code=c&state={state}"))
            .header("accept-language", language)
            .body(axum::body::Body::empty())
            .unwrap()
    };
    let german = scene.send(ask("de-CH, en;q=0.5")).await;
    assert!(german.text.contains("lang=\"de\"") && german.text.contains("Keepsake öffnen"));
    let english = scene.send(ask("en")).await;
    assert!(english.text.contains("lang=\"en\"") && english.text.contains("Open Keepsake"));
    for page in [german, english] {
        for absent in [
            "<script",
            "src=",
            "<form",
            "onload",
            "http-equiv=\"set-cookie",
        ] {
            assert!(!page.text.contains(absent), "{absent}");
        }
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
        assert!(!policy.contains("unsafe"));
    }
}

#[tokio::test]
async fn nothing_that_is_answered_may_be_kept_framed_or_referred_to() {
    let scene = Scene::new();
    let answers = [
        scene.get("/health").await,
        scene.get("/callback").await,
        scene.get("/nowhere").await,
        scene.get("/pickup").await,
        scene.browse(&Begun::new(1), "allow").await,
        scene.post("/refresh", &json!({})).await,
    ];
    for answer in answers {
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert_eq!(answer.headers["referrer-policy"], "no-referrer");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["x-frame-options"], "DENY");
        assert!(answer.headers.contains_key("content-security-policy"));
        assert!(!answer.headers.contains_key("set-cookie"));
        assert!(!answer.headers.contains_key("access-control-allow-origin"));
    }
}

#[tokio::test]
async fn tokens_rotate_through_it_and_an_old_one_takes_all_back() {
    let scene = Scene::new();
    let begun = Begun::new(1);
    let pickup = scene.pickup_of(&begun).await;
    let first = scene.pick_up(&pickup, &begun.verifier).await.json();
    let refresh = async |pair: &Value| {
        let body = json!({"refresh_token": pair["refresh_token"]});
        scene.post("/refresh", &body).await
    };
    let second = refresh(&first).await;
    assert_eq!(second.status, 200, "{}", second.text);
    let second = second.json();
    assert_ne!(first["access_token"], second["access_token"]);
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    let third = refresh(&second).await;
    assert_eq!(third.status, 200);

    assert_eq!(
        refresh(&first).await.refusal(),
        (400, "invalid_grant".to_owned())
    );
    let newest = refresh(&third.json()).await;
    assert_eq!(
        newest.refusal(),
        (400, "invalid_grant".to_owned()),
        "as a theft would"
    );
}

#[tokio::test]
async fn a_token_can_be_revoked() {
    let scene = Scene::new();
    let begun = Begun::new(1);
    let pickup = scene.pickup_of(&begun).await;
    let grant = scene.pick_up(&pickup, &begun.verifier).await.json();
    let body = json!({"token": grant["access_token"]});
    let revoked = scene.post("/revoke", &body).await;
    assert_eq!(revoked.status, 200, "{}", revoked.text);
    let state = scene
        .simulator
        .tokens()
        .into_iter()
        .find(|token| grant["access_token"] == token.token.as_str())
        .map(|token| token.state);
    assert_eq!(state, Some(keepsake_simulator::TokenState::Revoked));
}
