### The words of the window. Sentences for errors are in errors.ftl, those of the command line in cli.ftl.
### <strong> and <code> are the only tags a message may have.

## Everywhere

# The name of the program. Never translated.
app-name = Keepsake
# The first letter of the name, in a drawing.
app-initial = K
# The title of the window. $view is the heading of what is open.
window-title = { $view } – Keepsake
back = Back
continue = Continue
not-now = Not now
try-again = Try again
show = Show
hide = Hide
reconnect = Reconnect
cancel = Cancel
# Stands in for the title of a page that has none.
untitled = Untitled
# Between the titles of a path, as in "Production › Scripts".
path-separator = { " › " }
# Stands for the middle of a long path.
ellipsis = …
# The messages that answer what somebody just did.
toasts = Messages
# Takes a message off the screen.
toast-dismiss = Dismiss
# $step and $of are numbers.
step = Step { $step } of { $of }

## Time

when-now = just now
when-minutes = { $minutes } min ago
# $time is a time of day.
when-today = today, { $time }
when-yesterday = yesterday
when-days = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
}
eta-estimating = Estimating…
eta-under-a-minute = less than a minute left
eta-minutes = { $minutes ->
    [one] about { $minutes } minute left
   *[other] about { $minutes } minutes left
}
# $half is "yes" when half an hour is to be added to the hours.
eta-hours = { $half ->
    [yes] about { $hours }½ hours left
   *[no] { $hours ->
        [one] about { $hours } hour left
       *[other] about { $hours } hours left
    }
}
# The same without "left", inside other sentences.
eta-estimating-plain = estimating the time
eta-under-a-minute-plain = less than a minute
eta-minutes-plain = { $minutes ->
    [one] about { $minutes } minute
   *[other] about { $minutes } minutes
}
eta-hours-plain = { $half ->
    [yes] about { $hours }½ hours
   *[no] { $hours ->
        [one] about { $hours } hour
       *[other] about { $hours } hours
    }
}
# Why the time left went up. $left is one of the messages above.
eta-found-more = { $pages ->
    [one] { $left } · found { $pages } more page
   *[other] { $left } · found { $pages } more pages
}
eta-slow = { $left } · Notion is answering slowly

## Welcome

welcome-title = Your Notion, remembered on this computer.
welcome-here = Stays here
welcome-here-why = Your pages are stored on this computer, not with us.
welcome-shared = Only what you share
welcome-shared-why = You choose the pages. You can disconnect at any time.
welcome-quick = Ready quickly
welcome-quick-why = Search works after about a minute; the rest arrives in the background.
welcome-sample = Try it with sample pages
welcome-sample-opening = Opening the sample…
welcome-connect = Connect Notion

## Connect

connect-title = Connect your workspace
connect-lead = Keepsake sees only the pages you share with it, and asks Notion directly. Nothing passes through a server of ours.
connect-again-title = Reconnect { $workspace }
connect-again-lead = Your pages are safe. Paste a secret that Notion accepts and syncing goes on.
connect-another-title = Connect another workspace
# A key was pasted to reconnect $expected, but it opens $found.
other-workspace = This is { $found }; your memory belongs to { $expected }. What should become of it?
# The same when both have the same name: another connection was made in Notion.
other-key = This is another connection to { $found }. It may see other pages than the one your memory belongs to.
other-add = Add as a second workspace
other-replace = Replace…
replace-title = Replace { $expected }?
replace-text = Everything remembered of { $expected } is removed from this computer, and { $found } takes its place. Nothing changes in Notion.
replace-do = Remove and replace
connect-how = Make a key for Keepsake
connect-step-make = Make a connection called <strong>Keepsake</strong> in your workspace.
connect-step-share = Under <strong>Access</strong>, share the pages it may read.
connect-step-copy = Copy its secret and paste it here.
connect-open-page = Open Notion’s connections page
connect-secret = Connection secret
# The shape of a secret, as an example in the empty field.
connect-secret-example = ntn_…
connect-wrong-form = Notion secrets start with <code>ntn_</code> or <code>secret_</code>.
connect-checking = Asking Notion…
connect-accepted = Accepted. This is <strong>{ $workspace }</strong>.
# The same for a screen reader.
connect-accepted-spoken = Accepted. This is { $workspace }.
kept-keychain = Saved in your system keychain.
kept-passphrase = Saved in an encrypted file, under your passphrase.
kept-key-file = Your system has no keychain. It is saved in an encrypted file that only your account can read.
kept-unavailable = Saved in your system keychain, or in an encrypted file where there is none.
sample-title = No Notion account at hand?
sample-why = Open a small company’s workspace that comes with Keepsake. No key, no network.
sample-open = Try the sample pages

## Share: connected, but nothing is visible

share-title = Connected — now share a page.
share-lead = { $workspace } is connected. A new connection sees nothing until you share something with it.
share-open = Open a page in Notion
share-open-why = A page near the top is best: everything inside comes with it.
share-menu = ••• at the top right, then Connections
share-menu-why = It is near the end of that menu.
share-choose = Choose Keepsake and confirm
share-choose-why = The page appears here a few seconds later.
share-watching = We check every few seconds.
share-looking = Looking…
share-check = Check again
share-open-notion = Open Notion
# Describes the drawing of Notion's menu.
share-picture = Picture of a Notion page with its menu open: three dots, Connections, Keepsake.
# The words inside the drawing, as Notion writes them.
share-picture-page = Handbook
share-picture-share = Share
share-picture-copy = Copy link
share-picture-duplicate = Duplicate
share-picture-move = Move to
share-picture-connections = Connections
share-picture-export = Export

## Choose

choose-title = What should be remembered?
choose-filter = { $pages ->
    [0] Filter
    [one] Filter { $pages } page
   *[other] Filter { $pages } pages
}
choose-filter-label = Filter pages
choose-all = Select all
choose-none = None
choose-all-matches = Select matches
choose-none-matches = Clear matches
choose-refresh = Refresh
choose-refreshing = Looking…
# The name of the tree of pages.
choose-tree = Pages in { $workspace }
choose-matches = { $count ->
    [0] No matches
    [one] { $count } match
   *[other] { $count } matches
}
choose-no-match = No page is called “{ $text }”.
choose-looking = Looking for the pages you share…
choose-nothing = No pages to choose from.
choose-found-spoken = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
} and { $databases ->
    [one] { $databases } database
   *[other] { $databases } databases
} found.
choose-new-included = new pages inside are included
choose-unreachable = not shared
amount-pages = { $all ->
    [one] { $all } page
   *[other] { $all } pages
}
amount-pages-of = { $all ->
    [one] { $chosen } of { $all } page
   *[other] { $chosen } of { $all } pages
}
amount-rows = { $all ->
    [one] { $all } row
   *[other] { $all } rows
}
choose-options = Options
# Beside the button for options: what is set. $files is "all" or "none", $comments "none", "pages" or "blocks".
choose-options-now = { $files ->
    [all] { $comments ->
        [none] With attachments, without comments
       *[other] With attachments and comments
    }
   *[none] { $comments ->
        [none] Without attachments and comments
       *[other] With comments, without attachments
    }
}
choose-start = Start
option-files = Attachments, up to { $megabytes } MB each
option-files-why = Fetched along with their page; they cost no extra requests.
option-comments = Comments
option-comments-why = Notion hands them out page by page, so they take much longer.
option-comments-none = Leave out
option-comments-pages = On pages
option-comments-blocks = On pages and inside them
sum-what = { $rows ->
    [0] { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    } and { $databases ->
        [one] { $databases } database
       *[other] { $databases } databases
    }
   *[other] { $pages ->
        [one] { $pages } page
       *[other] { $pages } pages
    }, { $databases ->
        [one] { $databases } database
       *[other] { $databases } databases
    } and { $rows ->
        [one] { $rows } row
       *[other] { $rows } rows
    }
}
# $time is one of the eta messages without "left".
sum-time = { $time } in the background
sum-size = roughly { $size }
sum-spoken = { $what }, { $time }, { $size }.
sum-spoken-short = { $what }, { $time }.
sum-nothing = Nothing is selected yet.
sum-counting = Counting…

## Import

import-title = Remembering your pages
import-title-done = Your pages are here
import-lead = Titles come first, then contents, newest first.
import-lead-usable = Every title is in, so you can start. Contents arrive newest first.
import-lead-done = Everything that Notion gave is stored on this computer and can be searched.
import-lead-stopped = What was read so far is kept and can be searched.
import-foot = You can start already; the import goes on.
import-foot-finding = You can start as soon as every title is in.
import-foot-over = You can import again at any time; only changes are fetched.
import-foot-trouble = You can go on now or later; nothing is read twice.
import-foot-signed-out = It goes on as soon as Keepsake has a key again.
import-use = Start using it
# The name of the import for a screen reader.
run-label = Import
phases = Phases
phase-finding = Finding pages
phase-reading = Reading pages
phase-linking = Linking
phase-done = Done
run-starting = Starting…
run-finding = { $known ->
    [0] Finding pages
    [one] Finding pages: { $known } so far
   *[other] Finding pages: { $known } so far
}
run-reading = Reading pages: { $finished } of { $known }
run-linking = Linking { $known } pages
run-paused = Paused at { $finished } of { $known }
run-slowed = Notion asked us to slow down.
run-waiting = Waiting for Notion.
run-offline = You are offline. The import goes on by itself.
run-proxy-page = Something on the network answers instead of Notion. The import goes on by itself once you have signed in there.
# $countdown is like 0:24.
run-continuing = Continuing in { $countdown }
run-complete = Import complete. { $imported } imported, { $skipped } skipped, { $failed } failed.
run-stopped = Stopped at { $finished } of { $known }
run-needs-sign-in = Paused: Notion no longer accepts our key.
run-failed = The import was interrupted.
# The value of the progress bar for a screen reader. $left is a time left.
run-value = { $finished } of { $known } pages, { $left }
run-pause = Pause
run-resume = Resume
run-stop = Stop…
# Goes on with an import that was stopped or cut off.
run-go-on = Go on
count-imported = Imported
count-files = Attachments
count-remaining = Remaining
count-skipped = Skipped
count-failed = Failed
log = Details
log-show = Show details
log-hide = Hide details
outcome-stored = Imported
outcome-skipped = Skipped
outcome-refused = Refused
outcome-failed = Failed
stop-title = Stop importing?
stop-text = { $known ->
    [one] { $finished } of { $known } page is here. You can go on later where you left off.
   *[other] { $finished } of { $known } pages are here. You can go on later where you left off.
}
stop-continue = Continue
stop-remove = Remove what was imported
stop-keep = Keep what is here

## What is missing, and why

holes-title = { $count ->
    [one] { $count } thing is not here
   *[other] { $count } things are not here
}
holes-retry = Try again
holes-details = For Notion’s support
# $id is Notion's id of the request.
holes-request = Request { $id }
holes-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
what-object = page
what-file = attachment
what-comment = comments
what-user = person
what-block = block
what-property = property
reason-not_shared = Notion does not share it with us.
reason-no_permission = The connection is not allowed to read it.
reason-in_trash = It is in Notion’s trash.
reason-linked_view = A linked view; its source comes on its own.
reason-external_link = It lies elsewhere on the web and is only linked.
reason-too_large = It is larger than you wanted.
reason-files_not_selected = Attachments are switched off.
reason-file_missing = Notion has no file behind this link.
reason-file_refused = Notion’s file store refused it.
reason-download_failed = The download broke off.
reason-not_readable = Notion has no readable form of it.
reason-notion_trouble = Notion had trouble answering.
reason-no_answer = Notion did not answer.
reason-unexpected_answer = Notion’s answer made no sense to us.
reason-malformed_answer = Notion’s answer made no sense to us.
reason-list_incomplete = Notion did not hand out the whole list.
reason-unknown_block = A kind of block that Notion does not hand out; its raw form is kept.
reason-unknown_property = A kind of property we do not know; its raw form is kept.
reason-unknown_object = A kind of object we do not know; its raw form is kept.
reason-partial_object = Notion gave only its name.
reason-item_not_decoded = One entry of a list made no sense to us; its raw form is kept.
reason-field_not_understood = A field made no sense to us; its raw form is kept.
reason-too_many_rows_in_one_minute = More rows were edited in one minute than Notion lists.
reason-kept_by_another_version = Another version of Keepsake stored it; it is left as it is.
reason-text_mended = Its text was cut off by Notion and put together from pieces.
reason-not_finished = It was not read yet when the import ended.
reason-not_fetched = It was not fetched yet.
reason-external = It lies elsewhere on the web and is only linked.
reason-refused = Notion did not give it.
reason-failed = It could not be fetched.

## Set

set-title = You are set.
set-lead = { $pages ->
    [one] { $pages } page is stored and searchable, down to the last line.
   *[other] { $pages } pages are stored and searchable, down to the last line.
}
set-lead-reading = { $pages ->
    [one] { $pages } page is searchable by title. Contents: { $finished } of { $pages }.
   *[other] { $pages } pages are searchable by title. Contents: { $finished } of { $pages }.
}
set-complete = Nothing is missing. The memory lies on this computer and works without a network.
set-still-coming = Contents keep arriving in the background, newest first. The bar at the bottom of the window says how far it is.
set-unfinished = The import ended before everything was read. What is here can be searched; the rest comes when you go on.
set-signed-out = Notion no longer accepts our key. What is here can be searched; the rest comes when Keepsake has a key again.
set-try = First thing to try:
set-foot = The account of every import is under Last import.
set-open = Open Keepsake

## Main window

rail = Sections
rail-search = Search
rail-recent = Opened lately
# Read before the name of the workspace on show, which opens the menu.
menu-of = Workspace
menu-workspaces = Workspaces
# Beside the workspace that is built in.
menu-sample = Sample
menu-connect = Connect another workspace…
menu-disconnect = Disconnect…
search-title = Search
search-label = Search your memory
search-placeholder = { $pages ->
    [0] Search
    [one] Search { $pages } page
   *[other] Search { $pages } pages
}
search-hits = Pages found
search-found = { $total ->
    [0] No pages
    [one] { $total } page
   *[other] { $total } pages
}
search-titles-only = { $pages ->
    [one] Only titles so far: the contents of { $pages } page are still coming.
   *[other] Only titles so far: the contents of { $pages } pages are still coming.
}
search-unfinished = { $pages ->
    [one] The import was not finished: the contents of { $pages } page are not here yet.
   *[other] The import was not finished: the contents of { $pages } pages are not here yet.
}
search-nothing = No page contains “{ $text }”.
search-nothing-yet = { $pages ->
    [one] { $pages } page is still being read.
   *[other] { $pages } pages are still being read.
}
search-nothing-hint = Every word has to be on the page. The last one may be a beginning.
search-clear = Clear the search
search-needs-sign-in = Keepsake has no key that Notion accepts. Your pages are safe; syncing is paused.
search-key-choose = choose
search-key-open = open
search-key-notion = open in Notion
search-key-copy = copy link
home-lately = Edited lately
home-empty = Nothing is remembered yet.
home-empty-hint = Pages appear here as soon as an import has found them.
link-copied = Link copied
link-none = This page has no link.

## Reader

reader-opening = Opening…
reader-missing = This page is not here
reader-to-search = Back to the search
reader-back = Back
reader-crumbs = Where this page lives
reader-crumbs-all = Show the whole way
reader-region = Page
reader-about = About this page
reader-copy = Copy as Markdown
reader-copied = Copied
reader-table = Table
reader-empty = There is nothing on this page.
reader-only-properties = There is nothing on this page but its properties.
reader-open = Open in Notion
# Followed by a time, as in "Remembered 2 min ago".
reader-remembered = Remembered
reader-title-only = Only the title is here so far
# Followed by a time, as in "Edited yesterday".
reader-edited = Edited in Notion
reader-properties = Properties
reader-files = { $count ->
    [one] { $count } attachment
   *[other] { $count } attachments
}
reader-backlinks = { $count ->
    [one] Linked from { $count } page
   *[other] Linked from { $count } pages
}
reader-outline = On this page
reader-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}
checkbox-on = Yes
checkbox-off = No
table-title = Title
table-empty = There are no rows.
table-more = { $count ->
    [one] and { $count } more row; the search finds it
   *[other] and { $count } more rows; the search finds them
}
comment-unknown = Somebody
# $size is like "2.4 MB"; $known is "no" when the size is not known.
file-stored = { $known ->
    [yes] { $size }, stored here
   *[no] stored here
}
file-pending = still to come
file-external = elsewhere on the web
file-tooLarge = { $known ->
    [yes] { $size }, larger than you wanted
   *[no] larger than you wanted
}
file-refused = not given by Notion
file-failed = could not be fetched
file-save = Save a copy of { $name } to the downloads
file-saved = “{ $name }” is in your downloads.

## Status strip

strip = Status
strip-asking = Looking…
strip-up-to-date = Up to date
strip-empty = Nothing is remembered yet
strip-offline = Offline — searching what is here
strip-unfinished = Import not finished, { $finished } of { $known }
strip-reconnect = Reconnect Notion
strip-waiting = Waiting for Notion
# $countdown is like 0:24.
strip-waiting-for = Waiting for Notion ({ $countdown })
strip-importing = Importing, { $finished } of { $known }
strip-syncing = { $known ->
    [0] Syncing
    [one] Syncing { $known } page
   *[other] Syncing { $known } pages
}
# $left is a time without "left".
strip-run = Importing, { $finished } of { $known }, { $left }
# Followed by a time, as in "last sync 2 min ago".
strip-last-sync = last sync
strip-last-import = Last import
strip-do-sync = Sync now
strip-do-pause = Pause
strip-do-resume = Resume
strip-do-reconnect = Reconnect

## Last import

runs-title = Last import
runs-choose = Choose pages…
runs-requests = { $count ->
    [one] { $count } request to Notion
   *[other] { $count } requests to Notion
}
runs-complete = Nothing is missing: everything that was found is stored.
runs-earlier = Earlier
runs-when = When
runs-what = What
runs-none = There was no import yet.
# How a run ended that did not come to its end.
run-state-stopped = stopped
run-state-needsSignIn = paused, no key
run-state-failed = cut off
run-kind-discover = Look around
run-kind-import = Import
run-kind-sync = Sync
ledger-objects = Pages and databases
ledger-files = Attachments
ledger-comments = Comments
ledger-found = Found
ledger-stored = Stored
ledger-unchanged = Unchanged
ledger-skipped = Skipped
ledger-refused = Refused
ledger-failed = Failed

## Help

help-open = How this works
help-title = How this works
help-where = Your pages lie in one folder on this computer. Nothing is sent to us; there is no account with us.
help-asks = Keepsake asks Notion directly, at most three times a second, because Notion allows no more.
help-order = Titles come first, so that everything can be found by name after about a minute. Contents follow, newest first.
help-missing = What cannot be had is listed with its reason under Last import. Nothing is left out in silence.
help-keys = Keys
help-close = Close
help-version = Keepsake { $version }
key-for-search = Search
key-for-sync = Sync now
key-for-pause = Pause or resume
key-for-notion = Open the page in Notion
key-for-copy-link = Copy the link of a result
key-for-back = Back
key-for-regions = Next part of the window
key-for-close = Close, or clear the search
key-control = Ctrl
key-command = ⌘
key-alt = Alt
key-shift = Shift
key-escape = Esc
key-enter = ↵
key-up = ↑
key-down = ↓
key-left = ←
key-c = C
key-k = K
key-o = O
key-p = P
key-r = R
key-f6 = F6

## When the core cannot start

refused-title = Keepsake cannot open your memory

## Disconnecting

leave-title = Disconnect { $workspace }?
leave-sample = The sample pages are removed from this computer. They can be opened again at any time.
leave-keep = Stop syncing
leave-keep-why = The key is removed. What is remembered stays here and can be read.
leave-forget = Forget this workspace
leave-forget-why = The key and everything remembered are removed from this computer.
leave-notion = Notion’s content is untouched. To take the access away there, too, remove the connection in Notion.
leave-do-keep = Stop syncing
leave-do-forget = Remove
