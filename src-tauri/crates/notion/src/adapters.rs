//! The real things behind the ports: system clock, operating system randomness, reqwest, a log in memory.
//!
//! This is the only place of the crate that touches the machine. The durable send log is the store's.

mod clock;
mod http_client;
mod randomness;
mod send_log;

pub use clock::SystemClock;
pub use http_client::ReqwestTransport;
pub use randomness::SystemRandomness;
pub use send_log::MemorySendLog;
