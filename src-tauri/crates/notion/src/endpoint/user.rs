//! Users.

use futures::stream::Stream;
use keepsake_text::NotionId;

use crate::call::Call;
use crate::client::Client;
use crate::error::Error;
use crate::list::{self, List};
use crate::model::user::User;
use crate::reply::Reply;

impl Client {
    /// The connection's own bot: the cheapest check of a token.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn me(&self) -> Result<Reply<User>, Error> {
        let path = "/v1/users/me".to_owned();
        self.single(Call::read("GET /v1/users/me", path, "check the token"))
            .await
    }

    /// One user.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn user(&self, id: NotionId) -> Result<Reply<User>, Error> {
        self.single(Call::read(
            "GET /v1/users/{id}",
            format!("/v1/users/{id}"),
            format!("read user {id}"),
        ))
        .await
    }

    /// The users of the workspace, without guests.
    ///
    /// # Errors
    /// As for every call: see [`crate::ErrorKind`].
    pub async fn users(&self, cursor: Option<&str>) -> Result<Reply<List<User>>, Error> {
        let call = Call::read("GET /v1/users", "/v1/users".to_owned(), "list users");
        self.list(call.paged(self.page_size(), cursor)).await
    }

    /// All pages of [`Client::users`].
    pub fn users_stream(&self) -> impl Stream<Item = Result<Reply<List<User>>, Error>> {
        let client = self.clone();
        list::pages(move |cursor| {
            let client = client.clone();
            async move { client.users(cursor.as_deref()).await }
        })
    }
}
