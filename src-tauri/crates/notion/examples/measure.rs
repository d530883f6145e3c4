#![allow(
    missing_docs,
    clippy::all,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout
)]
use keepsake_notion::{adapters::*, ports::*, *};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let rate: u32 = std::env::args().nth(1).unwrap().parse().unwrap();
    let count: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let delay: u64 = std::env::args().nth(4).unwrap().parse().unwrap();
    let block: u64 = std::env::args().nth(3).unwrap().parse().unwrap();
    let l = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    l.set_nonblocking(true).unwrap();
    let addr = l.local_addr().unwrap();
    let arrivals = Arc::new(Mutex::new(Vec::new()));
    let a2 = arrivals.clone();
    std::thread::spawn(move || {
        let rt = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        rt.block_on(async move { let l = tokio::net::TcpListener::from_std(l).unwrap(); loop { let (mut c, _) = l.accept().await.unwrap(); let a = a2.clone();
        tokio::spawn(async move { let mut b=[0;8192]; loop { match c.read(&mut b).await { Ok(n) if n>0 => { a.lock().unwrap().push(Instant::now());
            let body = r#"{"object":"user","id":"393abc1e-edcd-81f5-ae94-ec2d55fe98ed"}"#;
            tokio::time::sleep(Duration::from_millis(delay)).await;
            let _ = c.write_all(format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{}", body.len(), body).as_bytes()).await; } _ => return } } }); } })
    });
    let mut s = Settings::for_base_url(format!("http://{addr}").parse().unwrap());
    s.requests_per_second = rate;
    let client = Client::new(
        s,
        "x".into(),
        Ports {
            transport: Arc::new(ReqwestTransport::for_api(Duration::from_secs(60)).unwrap()),
            clock: Arc::new(SystemClock::new()),
            randomness: Arc::new(SystemRandomness::default()),
            send_log: Arc::new(MemorySendLog::new()),
            watcher: Arc::new(NobodyWatches),
        },
    );
    let start = Instant::now();
    use futures::StreamExt;
    futures::stream::iter(0..count)
        .map(|_| {
            let c = client.clone();
            async move {
                c.me().await.unwrap();
            }
        })
        .buffer_unordered(6)
        .for_each(|_| async {
            std::thread::sleep(Duration::from_millis(block));
        })
        .await;
    let a = arrivals.lock().unwrap().clone();
    let wall = start.elapsed().as_secs_f64();
    let span = (*a.last().unwrap() - a[0]).as_secs_f64();
    let most = |w: Duration| {
        let mut s = 0;
        let mut m = 0;
        for e in 0..a.len() {
            while a[e] - a[s] > w {
                s += 1;
            }
            m = m.max(e - s + 1);
        }
        m
    };
    let r = rate as usize;
    let mut gaps: Vec<_> = (0..a.len() - r)
        .map(|i| (a[i + r] - a[i]).as_micros() as f64 / 1000.0)
        .collect();
    gaps.sort_by(f64::total_cmp);
    print!("block {block} smallest gaps {:?} ", &gaps[..4]);
    println!(
        "n {} wall ratio {:.4} span ratio {:.4} max/1s {} max/60s {}",
        a.len(),
        wall / (count as f64 / rate as f64),
        span / ((count - 1) as f64 / rate as f64),
        most(Duration::from_millis(1000)),
        most(Duration::from_secs(60))
    );
}
