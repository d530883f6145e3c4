# The page between Notion and Keepsake, in the browser. It is served by the broker (docs/broker.md), not by the app.

broker-granted-title = Back to Keepsake
broker-granted-text = Notion has agreed. Keepsake opens by itself; this page can be closed then.
broker-open = Open Keepsake
broker-paste = If nothing happens, copy this code and paste it in Keepsake, where it waits for the sign-in. It works once, for five minutes, and only there.
broker-denied-title = Nothing was shared
broker-denied-text = Access was not allowed in Notion, so Keepsake sees nothing. You can try again in Keepsake at any time.
broker-failed-title = Notion could not finish this
broker-failed-text = Notion reports: { $code }. Nothing was shared. Try again in Keepsake.
broker-stray-title = This page is part of a sign-in
broker-stray-text = It can only be reached from Keepsake, by way of Notion. Start the sign-in in Keepsake again.
broker-busy-title = Too many sign-ins at the moment
broker-busy-text = Nothing was shared. Wait a minute, then start the sign-in in Keepsake again.
