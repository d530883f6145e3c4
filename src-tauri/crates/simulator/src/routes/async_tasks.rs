//! Asynchronous writes: answered with 202 and a task; here the work is done at once and the task reports it later.

use http::StatusCode;
use serde_json::{Value, json};

use super::{Answer, Call};
use crate::error::ApiError;
use crate::moment;
use crate::state::State;

/// Milliseconds a task shows as running before it shows its result.
const DURATION: i64 = 2_000;

/// A task and what it resulted in.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    id: String,
    created: i64,
    operation: String,
    result: Value,
}

/// Keeps the result for later and answers 202.
pub(super) fn accepted(state: &mut State, call: &Call, result: Value) -> Answer {
    let id = format!("task_{}", state.store.identifiers.next().hex());
    let operation = call.endpoint.name().replace('{', ":").replace('}', "");
    let task = Task {
        id,
        created: call.now,
        operation,
        result,
    };
    let body = show(&task, "queued");
    state.tasks.push(task);
    Answer {
        status: StatusCode::ACCEPTED,
        body,
        created: None,
    }
}

pub(super) fn retrieve(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let wanted = call.parameter("task_id");
    let task = state.tasks.iter().find(|task| task.id == wanted);
    let task = task.ok_or_else(|| {
        ApiError::new(
            StatusCode::NOT_FOUND,
            "object_not_found",
            format!("Could not find async task with ID: {wanted}."),
        )
    })?;
    if call.now < task.created + DURATION {
        return Ok(show(task, "running").into());
    }
    let mut body = show(task, "succeeded");
    body["result"] = task.result.clone();
    Ok(body.into())
}

fn show(task: &Task, status: &str) -> Value {
    let mut body = json!({
        "object": "async_task",
        "id": task.id,
        "status": status,
        "status_url": format!("https://api.notion.com/v1/async_tasks/{}", task.id),
        "created_time": moment::utc(task.created),
        "operation": {"surface": "rest", "name": task.operation},
    });
    if status != "succeeded" {
        body["poll_after_seconds"] = json!(2);
    }
    body
}
