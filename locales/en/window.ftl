### The words of the window. Sentences for errors are in errors.ftl, those of the command line in cli.ftl.
### <strong> and <code> are the only tags a message may have.

## Everywhere

# The first letter of the name, in a drawing.
app-initial = K
back = Back
continue = Continue
not-now = Not now
try-again = Try again
show = Show
hide = Hide
reconnect = Reconnect
cancel = Cancel
save = Save
# Stands in for the title of a page that has none.
untitled = Untitled
# Stands in for a value that is empty.
empty = Empty
# Between two facts on one line.
dot = { " · " }
# Between the entries of a list inside a sentence.
list-separator = { ", " }
# A key with a number on it.
digit = { $digit }
# Read before words that were added, and before words that were removed.
diff-added = { "added: " }
diff-removed = { "removed: " }
# Between the titles of a path, as in "Production › Scripts".
path-separator = { " › " }
# Stands for the middle of a long path.
ellipsis = …
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
# How long something has had its status.
span-minutes = { $minutes } min
span-hours = { $hours } h
span-days = { $days } d
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

## Connect

connect-title = Connect your workspace
connect-lead = Either way, Keepsake sees only the pages you share with it.
connect-again-title = Reconnect { $workspace }
connect-again-lead = Your pages are safe. Connect in either way and syncing goes on.
connect-another-title = Connect another workspace
# A key was pasted to reconnect $expected, but it opens $found.
other-workspace = This is { $found }; your memory belongs to { $expected }. What should become of it?
# The same when both have the same name: another connection was made in Notion.
other-key = This is another connection to { $found }. It may see other pages than the one your memory belongs to.
other-add = Add as a second workspace
other-replace = Replace…
replace-title = Replace { $expected }?
replace-text = { $found } takes the place of { $expected }, which is forgotten: out of sight at once, with its attachments. For 30 days it can be restored, under “Privacy and data” in the settings; then it is removed. Nothing changes in Notion.
replace-unsent = { $count ->
    [one] { $count } change made there is not in Notion yet. It is forgotten, too.
   *[other] { $count } changes made there are not in Notion yet. They are forgotten, too.
}
replace-do = Forget and replace
way-question = How to connect
way-sign-in = Sign in with Notion
way-sign-in-text = Opens your browser. You pick the pages there and come back here.
way-token = Use a token
way-token-text = For a connection you make yourself. Nothing passes through a server of ours.
sign-in-service = Notion asks you which pages Keepsake may see. Our sign-in service only hands the key over; your pages never pass through it.
sign-in-own = With an OAuth connection of your own
sign-in-step-make = Make a <strong>public</strong> connection in Notion’s settings.
sign-in-step-register = Register the three addresses below as its <strong>redirect URIs</strong>.
sign-in-step-copy = Copy its client ID and its secret, and paste them here.
sign-in-addresses = Redirect URIs
sign-in-client-id = Client ID
sign-in-client-secret = Client secret
sign-in-begin = Open Notion in the browser
sign-in-again = Sign in again
sign-in-connected = Not the right one?
sign-in-switch = Switch
# The same for a screen reader.
sign-in-connected-title = Connected to { $workspace }
sign-in-waiting = Finish in your browser
sign-in-waiting-text = Choose the pages there and allow access. We will bring you back here.
sign-in-not-opened = The browser could not be opened. Copy the link and open it yourself.
sign-in-copy = Copy link
sign-in-copied = Copied
sign-in-token-instead = Use a token instead
# The person said no in Notion. A screen of its own.
sign-in-denied-title = You did not allow it in Notion.
sign-in-denied-lead = That is fine: nothing was connected.
sign-in-denied-nothing = Keepsake saw nothing
sign-in-denied-nothing-why = Without your yes Notion gave out no key, and no page was read.
sign-in-denied-choice = A yes covers only what you tick
sign-in-denied-choice-why = Notion’s window asks which pages Keepsake may see. You can take each of them back there at any time.
sign-in-denied-owner = Notion would not let you allow it?
sign-in-denied-owner-why = Some workspaces leave connections to their owners. Ask one of them to allow it, or to make you a token.
sign-in-slow = That took a while. Try again?
sign-in-pasted = Not brought back?
sign-in-pasted-why = Paste the last address of the browser, or the code that its page shows.
sign-in-paste = Use it
# A “keepsake:” link that came from outside, such as the last step of a sign-in, was refused.
link-nobody-asked = A link wanted to end a sign-in here, but none is waiting for one: it is over, or was never begun here. The link changed nothing.
link-used = A sign-in link came a second time. It counts once; the second time changed nothing.
link-not-ours = A link that does not belong to this sign-in was refused. It changed nothing, and the sign-in goes on.
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
# After a sign-in in which no page was ticked. The screen is the same.
share-unticked-title = Connected — but no page was ticked.
share-unticked-lead = { $workspace } is connected. In Notion’s window nothing was ticked, so Keepsake sees nothing yet.
share-unticked-again = Sign in again
share-unticked-again-why = Notion asks once more which pages Keepsake may see. Tick one near the top: everything inside comes with it.
share-unticked-menu = Or share a page in Notion
share-unticked-menu-why = ••• at the top right, then Connections, then Keepsake. The page appears here a few seconds later.
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
choose-refresh-waits = Can be refreshed when what is under way is done
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
}{ $linked ->
    [yes] {" "}· linked rows too
   *[no] {""}
}
choose-start = Start
option-files = Attachments, up to { $megabytes } MB each
option-files-why = Fetched along with their page; they cost no extra requests.
option-comments = Comments
option-comments-why = Notion hands them out page by page, so they take much longer.
option-comments-none = Leave out
option-comments-pages = On pages
option-comments-blocks = On pages and inside them
option-linked = Linked rows of databases you left out
option-linked-why = A row comes along when a page you ticked points at it. This imports more than what is ticked.
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
run-paused-until = Paused until { $time }, at { $finished } of { $known }
run-slowed = Notion asked us to slow down.
run-waiting = Waiting for Notion.
run-offline = You are offline. The import goes on by itself.
run-little-space = Import paused: { $megabytes } MB left on this disk.
run-little-space-why = Nothing is lost, and it goes on by itself when there is room again. To keep the memory on another disk: quit Keepsake, move its folder there, and start it with KEEPSAKE_HOME set to the new place.
run-little-space-open = Open the folder
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
set-foot = The account of every import is under Activity.
set-open = Open Keepsake

## Main window

rail = Sections
rail-search = Search
rail-records = Records
rail-activity = Activity
# Said after the name of a section that has a number beside it.
rail-inbox = { $count ->
    [one] , { $count } entry in the inbox
   *[other] , { $count } entries in the inbox
}
rail-needing = { $count ->
    [one] , { $count } needs attention
   *[other] , { $count } need attention
}
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
search-stopped = You stopped syncing this workspace. What is here can be read, and not changed until it is connected again.
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
table-empty = There are no rows.
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
# Where Notion is looked at only when Keepsake is opened; when that was last follows.
strip-up-to-date-opened = Up to date at the last look
strip-unsent = Changes made here are not in Notion yet
strip-empty = Nothing is remembered yet
strip-offline = Offline — searching what is here
strip-unfinished = Import not finished, { $finished } of { $known }
strip-reconnect = Reconnect Notion
strip-stopped = Not synced any more
strip-trouble = Notion is having trouble. We try again every few minutes.
strip-keychain = Unlock your keychain to continue syncing.
strip-passphrase = Your keys are locked with a passphrase. Type it to continue syncing.
strip-do-trouble = Notion status
strip-do-unlock = Unlock
passphrase-title = Unlock your keys
passphrase-why = They lie in a file on this computer that was given a passphrase. Keepsake does not keep the passphrase: after the next start it asks again.
passphrase = Passphrase
# Paused by itself, until the disk has room.
strip-little-space = Paused: { $megabytes } MB left on this disk
strip-waiting = Waiting for Notion
# $countdown is like 0:24.
strip-waiting-for = Waiting for Notion ({ $countdown })
strip-syncing = { $known ->
    [0] Syncing
    [one] Syncing { $known } page
   *[other] Syncing { $known } pages
}
# Pages that were changed on both sides, and plans that stopped because they would delete too much.
strip-decisions = { $brakes ->
    [0] { $count ->
        [one] { $count } page needs a decision
       *[other] { $count } pages need a decision
    }
   *[other] { $count ->
        [0] A large deletion needs a decision
        [one] A large deletion and { $count } page need a decision
       *[other] A large deletion and { $count } pages need a decision
    }
}
# The person has held syncing back.
strip-paused = Paused
# $time is like 14:00, or like "Sunday 08:00".
strip-paused-until = Paused until { $time }
strip-parked = { $count ->
    [one] { $count } change could not be sent
   *[other] { $count } changes could not be sent
}
strip-waiting-changes = { $count ->
    [one] { $count } change waits to be sent
   *[other] { $count } changes wait to be sent
}
# $left is a time without "left".
strip-run = Importing, { $finished } of { $known }, { $left }
# Followed by a time, as in "last sync 2 min ago".
strip-last-sync = last sync
# An import or a sync.
strip-last-run = Last run
strip-do-sync = Sync now
strip-do-pause = Pause
strip-do-resume = Resume
strip-do-reconnect = Reconnect
strip-do-connect-again = Connect again
strip-do-review = Review

## The last run

runs-title-import = Last import
runs-title-sync = Last sync
runs-choose = Choose pages…
runs-requests = { $count ->
    [one] { $count } request to Notion
   *[other] { $count } requests to Notion
}
runs-complete = Nothing is missing: everything that was found is stored.
# Syncing by itself.
looking = Looking at Notion…
# $time is like 14:00.
looking-next = Notion is looked at by itself while Keepsake is running, next at { $time }.
looking-opened = Notion is looked at when you open Keepsake, not by the clock. What you change here is sent at once.
# $paused is like "Paused until 14:00".
looking-paused = { $paused }. What you change here waits until then.
looking-pause = Pause…
looking-pause-hour = For an hour
looking-pause-tomorrow = Until tomorrow
looking-pause-resumed = Until I resume
looking-resume = Resume
# Running without a window.
background = Keeps running in the background
background-why = When this window is closed, syncing goes on. Start Keepsake again to open it.
closing-title = Keep syncing in the background?
closing-text = Keepsake keeps running without its window, and changes in Notion go on arriving. Start it again to open the window.
closing-remember = Remember my answer
closing-keep = Keep running
closing-quit = Quit
# What a run sent to Notion, and what became of entries; each only when there was any.
sent = Sent to Notion
sent-changes = { $count ->
    [one] { $count } change sent
   *[other] { $count } changes sent
}
sent-merged = { $count ->
    [one] { $count } text merged
   *[other] { $count } texts merged
}
sent-decided = { $count ->
    [one] { $count } conflict decided by a rule
   *[other] { $count } conflicts decided by a rule
}
sent-asked = { $count ->
    [one] { $count } conflict waits for you
   *[other] { $count } conflicts wait for you
}
sent-parked = { $count ->
    [one] { $count } change was not taken
   *[other] { $count } changes were not taken
}
sent-checked = { $count ->
    [one] { $count } entry checked
   *[other] { $count } entries checked
}
sent-invalid = { $count ->
    [one] { $count } entry stays in Draft
   *[other] { $count } entries stay in Draft
}
sent-jobs = { $count ->
    [one] { $count } job made
   *[other] { $count } jobs made
}
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

## Records

# The looks of the records of a database.
records-looks = Views
records-board = Board
records-table = Table
records-inbox = Inbox
records-count = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
records-which = Database
records-rules = Rules
records-new = New entry
new-title = New entry
new-why = Its page appears in Notion with the next sync.
new-make = Make entry
# A field that is left to the profile's default.
new-default = As the profile says
new-choose = Choose
new-required = needed
new-made = “{ $title }” is made
records-views = Saved filters
records-seek = Find entries
records-shown = { $count ->
    [0] No entries
    [one] { $count } entry
   *[other] { $count } entries
}
records-reading = Reading…
records-none = There are no entries yet.
records-none-why = Rows that somebody adds in Notion appear here with the next sync.
records-none-shown = No entry is like that.
records-show-all = Show all
records-by-status = Entries by status
view-all = All
view-errors = All errors
view-review = Ready for review
view-priority = High priority
column-title = Title
column-channel = Channel
column-status = Status
column-priority = Priority
column-time = In status
column-updated = Updated
column-property = Property
# The states of a record. Their exact names in Notion are never translated.
state-draft = Draft
state-pending = Queued
state-processing = Processing
state-awaiting_review = Ready for review
state-approved = Approved
state-rejected = Rejected
state-completed = Completed
state-failed = Errors
state-retry = To be retried
board-column = { $count ->
    [one] { $name }, { $count } entry
   *[other] { $name }, { $count } entries
}
board-fold = Fold { $name }
board-unfold = Unfold { $name }
board-more = { $count } more
board-empty = No entries.
board-move = Move { $title }
board-keys = Arrows walk, Enter opens, Shift with an arrow moves an entry on, M chooses its status.
# The name of a menu: $field is the name of a property, $title that of an entry.
choice-of = { $field } of { $title }
record-changed = “{ $title }” is now { $value }.
record-unready = Stays in Draft
record-waiting = { $count ->
    [one] { $count } change waits to be sent
   *[other] { $count } changes wait to be sent
}
record-region = Entry
record-read = Read the page
record-missing = This entry is not here
record-to-records = Back to the entries
record-stays-draft = This entry stays in Draft until everything it needs is there.
record-conflict = This entry was changed here and in Notion. Until you decide, you read Notion’s version; yours is kept.
fields-here = Changed here
fields-notion = Owned by Notion
fields-notion-why = These fields are written in Notion and never overwritten from here. Change them there; they follow with the next sync.
# $field is the name of a property, $value what it is now.
field-change = { $field }: { $value }. Change…
# A change made here that has not been sent. $value is what Notion still has.
field-waits = Waits to be sent. Notion still has { $value }.
history = History
history-none = Nothing has changed since it is remembered.
history-undo = Undo
# $field is the name of a property, $value what it becomes again.
history-undo-named = Undo: { $field } becomes { $value } again
history-undone = Undone
history-undone-said = Undone: { $field }
# $field is the name of a property, or a part of a page.
overtaken-title = Undo { $field } all the same?
overtaken-notion = The same was changed in Notion since. Undoing writes over that.
overtaken-here = The same was changed here since, and that waits to be sent. Undoing writes over both.
overtaken-is-here = Here
overtaken-in-notion = In Notion
overtaken-would-write = After undoing
overtaken-do = Undo all the same
part-body = Text
part-page = New page
part-place = Place
part-trash = Trash
trash-in = in the trash
trash-out = not in the trash
# Who made a change. $who is a name.
origin-local = You, here
origin-notion = { $who }, in Notion
origin-merge = Merged from here and from Notion
origin-undo = You, by undoing
origin-conflict = You, by deciding
move-title = Move it all the same?
move-text = “{ $title }” is { $from }. The pipeline does not lead from there to { $to }.
# $next is one name, or several joined by "or".
move-next = Next would be { $next }.
move-end = That is the end of the pipeline.
move-stay = Leave it
move-do = Move anyway
open-named = Open in Notion: { $title }
inbox-title = { $count ->
    [one] { $count } entry stays in Draft
   *[other] { $count } entries stay in Draft
}
inbox-lead = Something they need is missing or cannot be used, so they are not queued. Their status in Notion is left as it is. Once it is mended in Notion they go on by themselves.
inbox-empty = Nothing is held back.
inbox-empty-why = Every entry has what it needs. One that lacks something is listed here, with the reason.
# $status is the exact name in Notion.
inbox-status = { $status } in Notion
inbox-choose = Choose { $field }…
reason-is-missing = Missing { $field }
reason-unknown-channel = Unknown channel: { $found }
reason-unknown-status = Unknown status: { $found }
reason-too-long = { $field } is too long: { $length } of { $limit } characters
remedy-suggestion = Did you mean { $suggestion }? Choose it in Notion.
remedy-choose = Choose { $options } in Notion.
remedy-choose-one = Choose one in Notion.
remedy-fill = Fill in { $field } in Notion.
remedy-status = Choose one of the names that the pipeline knows.
remedy-shorten = Shorten it in Notion to { $limit } characters.

## Profiles

profile-none = Turn a database into records
profile-what = A profile says what the rows of a Notion database have to look like: which fields they need, which values are allowed, and the way from a draft to the end.
profile-fact-rules = Checked before anything is queued
profile-fact-rules-why = Every row is held against the rules each time it changes, here or in Notion.
profile-fact-inbox = Nothing gets lost
profile-fact-inbox-why = A row that lacks something stays in Draft and is listed with the reason for each field.
profile-fact-board = In step, both ways
profile-fact-board-why = You move entries here, others in Notion. When both change the same thing, nobody’s version is thrown away.
profile-create = Create the database in Notion
profile-attach = Attach to a database
profile-nothing-yet = You see what would happen before anything does. Built in: video-production.
profile-sample = The sample pages live on this computer only. Connect a workspace to use a profile.
profile-create-lead = A new database for video productions, with its properties, statuses and channels, is put into a page that you choose.
profile-attach-lead = The profile video-production is held against a database you have. You see every difference, and which rows would be valid.
profile-title = Name of the database
profile-title-suggested = Video productions
profile-channels = Folder with the channels
profile-channels-why = One YAML file per channel. Left empty, it is the folder “channels” in Keepsake’s own folder.
profile-applying = Applying…
profile-do-create = Create it
profile-do-attach = Apply
profile-applied = “{ $title }” is checked from now on.
profile-remove = Take the profile off…
profile-remove-title = Take the profile off?
profile-remove-text = The rows stay pages of your memory, and Notion’s content is untouched. Board, inbox and checks of this database end.
profile-remove-do = Take it off
place-page = Page to put it into
place-database = Database
place-filter = Filter by title
place-none = Nothing is called that.
# $count is a number of entries that are not shown.
place-more = and { $count } more; the filter finds them
preview = What would happen
preview-lead = Nothing has been changed yet, here or in Notion.
preview-look = Look what would happen
preview-looking = Looking…
preview-fits = It fits and can be applied.
preview-unfit = It does not fit yet. Mend what is marked, then look again.
preview-valid = Valid
preview-invalid = Stay in Draft
preview-channels = Channels
preview-no-channels = There are none. Every row would lack its channel.
preview-channels-from = From { $folder }
preview-differences = Differences
preview-made = Properties of the new database
preview-added = Properties that are added
preview-examples = { $count ->
    [one] The { $count } row that stays in Draft
   *[other] The { $count } rows that stay in Draft
}
# $property is the name in the profile, $found and $expected are types, names or options; $blocking is "yes" or "no".
# What a property of a database holds, as Notion calls it in its own menu or near to it.
property-kind-title = title
property-kind-rich_text = text
property-kind-number = number
property-kind-select = choice
property-kind-multi_select = several choices
property-kind-status = status
property-kind-date = date
property-kind-people = people
property-kind-files = files
property-kind-checkbox = checkbox
property-kind-url = link
property-kind-email = email
property-kind-phone_number = phone number
property-kind-formula = formula
property-kind-relation = relation
property-kind-rollup = rollup
property-kind-created_time = time created
property-kind-created_by = created by
property-kind-last_edited_time = time edited
property-kind-last_edited_by = edited by
property-kind-unique_id = number of its own
property-kind-verification = verification
property-kind-button = button
property-kind-place = place
difference-missing = { $property } is missing; it would be of the type “{ $expected }”.
difference-wrongType = { $property } is of the type “{ $found }” and has to be “{ $expected }”.
difference-otherType = { $property } is of the type “{ $found }” instead of “{ $expected }”. That is all right.
difference-renamed = { $property } is called { $found } here. That is all right.
difference-missingOptions = { $blocking ->
    [yes] { $property } lacks the options { $expected }.
   *[no] { $property } lacks the options { $expected }; they would be added.
}
difference-unknownOptions = { $property } has options the profile does not know: { $found }.
difference-otherFormula = The formula of { $property } is another one. It is left as it is.
difference-unused = { $property } is not used by the profile and left alone.
difference-blocks = This has to be mended first.
rules-title = Rules of this database
rules-fields = Fields
rules-states = States and their names in Notion
rule-owner-here = Changed here or in Notion; if both did, what was written here wins.
rule-owner-notion = Owned by Notion; never overwritten from here.
rule-owner-newest = Changed here or in Notion; if both did, the newer one wins.
rule-owner-ask = Changed here or in Notion; if both did, you are asked.
rule-required = Every entry needs it.

## Activity

activity-decisions = Decisions
activity-alerts = Alerts
decisions-list = What needs a decision
decisions-none = Nothing needs a decision.
decisions-none-why = A page that is changed here and in Notion at the same place is shown here with both versions. Nobody’s is thrown away.
conflict-segments = { $segments ->
    [one] { $segments } paragraph
   *[other] { $segments } paragraphs
}
conflict-properties = { $properties ->
    [one] { $properties } property
   *[other] { $properties } properties
}
conflict-both = { $segments ->
    [one] { $segments } paragraph
   *[other] { $segments } paragraphs
}, { $properties ->
    [one] { $properties } property
   *[other] { $properties } properties
}
conflict-trash-notion = in Notion’s trash
conflict-trash-here = in the trash here
# $who is a name.
conflict-lead = You and { $who } changed the same place. Until you decide, you read Notion’s version; yours is kept. Nothing has been written, and whichever you choose, the other one stays in the history.
conflict-lead-trash-notion = { $who } put this page into Notion’s trash, and you changed it here. Your version is kept until you decide.
conflict-lead-trash-here = You put this page into the trash here, and { $who } changed it in Notion. Both are kept until you decide.
conflict-choices = Choices
conflict-edit = Edit result…
# The same decision for several pages.
decide-all = Decide several…
decide-all-title = The same for all of these?
decide-all-text = Tick the pages, then choose which version is used. The other one stays in each page’s history.
decided-all = { $count ->
    [one] Decided: { $count } page.
   *[other] Decided: { $count } pages.
}
keep-notion = Use Notion’s
keep-here = Use mine
keep-both = Keep both
keep-notion-why = Nothing is written.
keep-here-why = Mine is written to Notion.
keep-both-why = Mine becomes a second page.
keep-notion-trash-notion = Delete
keep-here-trash-notion = Restore in Notion
keep-both-trash-notion = Keep here only
keep-notion-trash-notion-why = Takes over Notion’s trash. Your version stays in the history.
keep-here-trash-notion-why = Brings the page back in Notion, with what you wrote.
keep-both-trash-notion-why = Stays on this computer; Notion’s trash is left as it is.
keep-notion-trash-here = Keep the page
keep-here-trash-here = Delete in Notion
keep-both-trash-here = Keep in Notion only
keep-notion-trash-here-why = Takes it out of the trash here, with what Notion has.
keep-here-trash-here-why = Puts it into Notion’s trash, where it can be restored.
keep-both-trash-here-why = Gone here, untouched in Notion.
kept-notion = “{ $title }”: Notion’s version is used.
kept-here = “{ $title }”: your version is written to Notion.
kept-both = “{ $title }”: both are kept.
kept-edited = “{ $title }”: your result is written to Notion.
segment = Paragraph
segment-under = under “{ $under }”
segment-under-spoken = Paragraph under “{ $under }”
segment-not-there = It was not there.
segment-removed = Removed.
side-base = Before
side-here = Here, by you
side-notion = In Notion
side-notion-by = In Notion, by { $who }
legend-added = added
legend-removed = removed
result-take-here = Begin with mine
result-take-notion = Begin with Notion’s
result-why = The result is written to Notion. Both versions stay in the history.
result-apply = Use this result
# $share is like 60 %.
brake-here = { $share } of “{ $database }” went to the trash in Notion: take that over?
brake-notion = { $share } of “{ $database }” went to the trash here: do that in Notion, too?
brake-all-here = { $share } of all pages went to the trash in Notion: take that over?
brake-all-notion = { $share } of all pages went to the trash here: do that in Notion, too?
brake-why-here = That is more than usual, so nothing was deleted here. Everything is still readable until you decide.
brake-why-notion = That is more than usual, so nothing was deleted in Notion.
brake-short-here = Much was deleted in Notion
brake-short-notion = Much was deleted here
brake-amount = { $planned } of { $total } pages
brake-pages = Some of them
brake-decline-here = Keep them here
brake-decline-notion = Leave Notion alone
brake-allow-here = Take it over
brake-allow-notion = Delete in Notion
brake-after-here = Kept pages stay readable here. Taken over, they can be brought back for as long as Notion keeps them in its trash.
brake-after-notion = In Notion they go to its trash, where they can be restored.
brake-allowed = Taken over.
brake-declined = Kept. Nothing was deleted.
parked-short = Could not be sent
parked-lead = This change was made here and Notion did not take it. It is kept.
parked-what = Change
parked-why = Reason
parked-said = Notion says
parked-request = Request
parked-since = Since
parked-next = Next try
parked-due = With the next sync
parked-never = When something changes, or when you ask for it
parked-open = Open the page
parked-retried = It is tried again now.
# Why a change could not be sent.
parked-no_permission = { $part ->
    [page] The connection may not make pages. In its settings in Notion switch “Insert content” on, then try again.
    [property] The connection may not change properties. In its settings in Notion switch “Update content” on, then try again.
    [place] The connection may not move pages. In its settings in Notion switch “Update content” on, then try again.
    [trash] The connection may not put pages into the trash or take them out. In its settings in Notion switch “Update content” on, then try again.
   *[body] The connection may not change texts. In its settings in Notion switch “Update content” on, and “Insert content” for what is added, then try again.
}
parked-block_limit = The workspace has reached the number of blocks its plan allows. Make room there, or change the plan, then try again.
parked-row_limit = The database has reached the number of rows that Notion allows.
parked-not_shared = Notion no longer shares the page with us. Share it again, then try again.
parked-refused_by_notion = Notion did not accept the value. Choose another one, or make it possible in Notion.
parked-unprovable = It cannot be written without risking what somebody else wrote in the same place. Make the change in Notion, or take it back here.
parked-not_writable = This kind of content cannot be written through Notion’s API. Make the change in Notion.
parked-would_drop_pages = It would take pages away that lie inside this one. Move them first, or make the change in Notion.
parked-property_missing = The database has no such property any more. Put it back in Notion, or take the change back here.
parked-read_only = Notion computes this property and takes no value for it. Take the change back here.
parked-place_not_possible = A page cannot be moved to that place from here. Move it in Notion, or take the change back here.
parked-place_unknown = Notion does not say where the page lies, so it cannot be moved from here. Move it in Notion, or take the change back here.
parked-lossy_base = Notion did not hand out all of this text, so the change cannot be made around what is missing. Make it in Notion, or take it back here.
parked-overtaken = Somebody else kept editing at the same moment. It is tried again.
parked-postponed = Something passing got in the way. It is tried again.
parked-several_candidates = It is not certain which of several new pages in Notion is this one. Look there, and delete the ones too many.
parked-in_trash_with_parent = It lies in something that is in the trash, and comes out of it with that. Restore what it lies in.
parked-breaks_a_rule = The entry breaks a rule, so its status in Notion is left as it is. The change is sent once the entry is valid again.
parked-other = Notion did not take it.
waiting-short = Waiting to be sent
waiting-amount = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
waiting-title = { $count ->
    [one] { $count } change waits to be sent
   *[other] { $count } changes wait to be sent
}
alerts-open = { $count ->
    [one] { $count } open alert
   *[other] { $count } open alerts
}
alerts-earlier = Earlier
alerts-none = There are no alerts.
alerts-none-why = A refused key, a lost connection or a sync that keeps failing would be listed here.
severity-info = Note.
severity-warning = Warning.
severity-error = Error.
severity-critical = Critical.
# One sentence for each kind of alert.
alert-auth_failure = Notion no longer accepts our key. Syncing is paused.
alert-connection_lost = { $host } could not be reached. It is tried again by itself.
alert-sync_failure = Syncing failed { $failures } times in a row. It is tried again by itself.
alert-disk_full = The disk is full, so nothing new can be kept. Free some space; syncing goes on by itself.
alert-little_space = Import paused: { $megabytes } MB left on this disk. It goes on by itself when there is room.
alert-brake = { $planned } of { $total } pages would have been deleted. Nothing was; it waits for your decision.
alert-decisions = { $count ->
    [one] { $count } page was changed here and in Notion at the same place.
   *[other] { $count } pages were changed here and in Notion at the same place.
}
alert-parked = { $count ->
    [one] Notion did not take { $count } change that was made here. It is kept.
   *[other] Notion did not take { $count } changes that were made here. They are kept.
}
alert-channels_missing = { $finding ->
    [missing] The folder { $folder } with the channels of “{ $profile }” is not there. Is its drive connected?
    [empty] The folder { $folder } with the channels of “{ $profile }” is empty. Is its drive connected?
   *[refused] A file in the folder { $folder } with the channels of “{ $profile }” cannot be used.
} { $known ->
    [one] The one channel that was read before holds meanwhile.
   *[other] The { $known } channels that were read before hold meanwhile.
}
alert-webhook_silent = Messages from Notion no longer arrive. Nothing is missed: it is asked every minute.
alert-test = This is a test.
alert-other = Something needs a look. The log has the details.
alert-times = { $count } times
# Followed by a time.
alert-first = first
alert-last = last
alert-acknowledge = Acknowledge
alert-acknowledge-named = Acknowledge: { $alert }
alert-acknowledged = Acknowledged
alert-state-acknowledged = acknowledged
alert-state-cleared = no longer true

## Help

help-title = How this works
help-where = Your pages lie in one folder on this computer. Nothing is sent to us; there is no account with us.
help-asks = Keepsake asks Notion directly, at most three times a second, because Notion allows no more.
help-order = Titles come first, so that everything can be found by name after about a minute. Contents follow, newest first.
help-missing = What cannot be had is listed with its reason under Activity. Nothing is left out in silence.
help-keys = Keys
help-close = Close
help-version = Keepsake { $version }
key-for-search = Search
key-for-records = Records, Activity
key-for-sync = Sync now
key-for-pause = Pause or resume
key-for-notion = Open the page in Notion
key-for-copy-link = Copy the link of a result
key-for-move = Board: move an entry on
key-for-status = Board: choose its status
key-for-cases = Decisions: next, previous
key-for-choices = Decisions: choose, then Enter
key-for-back = Back
key-for-regions = Next part of the window
key-for-close = Close, or clear the search
key-for-window = Close the window
key-for-quit = Quit Keepsake
key-control = Ctrl
key-command = ⌘
key-alt = Alt
key-shift = Shift
key-escape = Esc
key-enter = ↵
key-up = ↑
key-down = ↓
key-left = ←
key-2-3 = 2, 3
key-1-2-3 = 1, 2, 3
key-j = J
key-m = M
key-right = →
key-c = C
key-k = K
key-o = O
key-p = P
key-q = Q
key-r = R
key-w = W
key-f6 = F6

## Disconnecting

leave-access-taken-back = Notion took the access back.
leave-access-unanswered = Notion did not take the access back. Remove the connection in Notion’s settings.
