//! What the port of this computer refuses while a sign-in waits there: one test each, through a real socket.
//!
//! Each is followed by the browser that was asked for, which is let in: nothing that was refused has harmed the sign-in.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::signing_in::{PORTS, answered, begun, kept};
use super::world::World;

/// The way back that Notion answered with.
struct Good {
    /// `/oauth/callback?code=…&state=…`
    path: String,
    /// `localhost:43110` or another port.
    host: String,
}

async fn say(host: &str, request: &str) -> String {
    let mut socket = TcpStream::connect(host).await.unwrap();
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    answer
}

/// Says something to a sign-in that waits, and lets it end.
async fn hold(request: impl Fn(&Good) -> String, status: u16, words: &str) {
    let _ports = PORTS.lock().await;
    let world = World::new("flat");
    let core = world.core().await;
    let sign_in = begun(&core).await;
    let back = answered(&world, sign_in.address(), "allow").await;
    let (host, path) = back
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap();
    let good = Good {
        path: format!("/{path}"),
        host: host.to_owned(),
    };
    let finished = tokio::spawn(sign_in.finish());

    let answer = say(&good.host, &request(&good)).await;
    assert!(
        answer.starts_with(&format!("HTTP/1.1 {status} "))
            || answer.starts_with(&format!("HTTP/1.0 {status} ")),
        "{answer}"
    );
    assert!(answer.contains(words), "{answer}");
    let asked = world.simulator.meters().per_endpoint;
    assert_eq!(
        asked.get("POST /v1/oauth/token"),
        None,
        "no code was sent on"
    );
    assert!(kept(&world).is_empty());

    let Good { path, host } = &good;
    let let_in = say(
        host,
        &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"),
    )
    .await;
    assert!(let_in.starts_with("HTTP/1.1 200"), "{let_in}");
    finished.await.unwrap().unwrap();
}

/// Tests named like their rows: the head of a request, the status it meets and words of the page.
macro_rules! refused {
    ($($name:ident: $line:literal, $headers:literal => $status:literal $words:literal;)+) => {$(
        #[tokio::test]
        async fn $name() {
            let request = |good: &Good| {
                let said = format!("{}\r\n{}Connection: close\r\nContent-Length: 0\r\n\r\n", $line, $headers);
                let port = good.host.rsplit(':').next().unwrap();
                said.replace("PATH", &good.path).replace("HOST", &good.host).replace("PORT", port)
            };
            hold(request, $status, $words).await;
        }
    )+};
}

refused! {
    a_page_of_another_name_that_leads_here_is_refused:
        "GET PATH HTTP/1.1", "Host: evil.example:PORT\r\n" => 400 "not the one that Keepsake sent";
    a_name_that_begins_like_this_computer_is_refused:
        "GET PATH HTTP/1.1", "Host: localhost.evil.example:PORT\r\n" => 400 "not the one that Keepsake sent";
    a_number_instead_of_the_name_is_refused:
        "GET PATH HTTP/1.1", "Host: 127.0.0.1:PORT\r\n" => 400 "not the one that Keepsake sent";
    another_port_in_the_name_is_refused:
        "GET PATH HTTP/1.1", "Host: localhost:80\r\n" => 400 "not the one that Keepsake sent";
    a_name_with_a_user_before_it_is_refused:
        "GET PATH HTTP/1.1", "Host: me@HOST\r\n" => 400 "not the one that Keepsake sent";
    a_name_that_brings_a_path_of_its_own_is_refused:
        "GET PATH HTTP/1.1", "Host: HOST/oauth/callback?x=\r\n" => 400 "not the one that Keepsake sent";
    nobody_in_particular_is_refused:
        "GET PATH HTTP/1.0", "" => 400 "not the one that Keepsake sent";
    a_request_for_another_computer_is_refused:
        "GET http://evil.examplePATH HTTP/1.1", "Host: HOST\r\n" => 400 "not the one that Keepsake sent";
    a_return_that_is_posted_is_refused:
        "POST PATH HTTP/1.1", "Host: HOST\r\n" => 405 "";
    a_return_that_is_put_is_refused:
        "PUT PATH HTTP/1.1", "Host: HOST\r\n" => 405 "";
    a_question_of_another_page_whether_it_may_ask_is_refused:
        "OPTIONS PATH HTTP/1.1", "Host: HOST\r\nOrigin: https://evil.example\r\n" => 405 "";
    another_path_is_refused:
        "GET /PATH HTTP/1.1", "Host: HOST\r\n" => 404 "";
    a_return_without_anything_is_refused:
        "GET /oauth/callback HTTP/1.1", "Host: HOST\r\n" => 400 "which sign-in it belongs to";
    a_return_with_a_state_that_was_guessed_is_refused:
        "GET /oauth/callback?code=c&state=guess HTTP/1.1", "Host: HOST\r\n" => 400 "belongs to another sign-in";
    a_good_return_with_a_second_state_is_refused:
        "GET PATH&state=guess HTTP/1.1", "Host: HOST\r\n" => 400 "says something twice";
    a_good_return_with_a_no_is_refused:
        "GET PATH&error=access_denied HTTP/1.1", "Host: HOST\r\n" => 400 "says something twice";
}
