### The menu behind the icon that shows while Keepsake runs. Its first line and the tooltip are the sentences of the strip.

# $sentence is like "Up to date", $when like "2 min ago".
tray-sentence = { $sentence } · { $when }
# A moment on another day. $time is a time of day.
tray-until-day = { $day ->
    [monday] Monday { $time }
    [tuesday] Tuesday { $time }
    [wednesday] Wednesday { $time }
    [thursday] Thursday { $time }
    [friday] Friday { $time }
    [saturday] Saturday { $time }
   *[sunday] Sunday { $time }
}
tray-search = Search…
tray-open = Open Keepsake
tray-sync = Sync now
tray-pause = Pause syncing
tray-pause-hour = 1 hour
tray-pause-tomorrow = Until tomorrow
tray-pause-resumed = Until I resume
tray-resume = Resume syncing
# $count is a number of pages, $brakes one of large deletions.
tray-decisions = { $brakes ->
    [0] { $count ->
        [one] { $count } page needs a decision…
       *[other] { $count } pages need a decision…
    }
   *[other] { $count ->
        [0] A large deletion needs a decision…
        [one] A large deletion and { $count } page need a decision…
       *[other] A large deletion and { $count } pages need a decision…
    }
}
tray-reconnect = Reconnect Notion…
tray-connect-again = Connect again…
tray-restart = Restart to update
tray-settings = Settings…
tray-quit = Quit Keepsake

## The account of a run as a file, in the downloads.

report-title = Keepsake, run { $run }
report-kind = What
report-trigger = Why
report-state = Result
report-started = Began
report-finished = Ended
report-seconds = Seconds
report-requests = Requests to Notion
report-holes = What is not here
report-complete = Nothing is missing: everything that was found is stored.

# What somebody is called for on the desktop. Names and numbers only, nothing from a page.

# The same where the person wants pages named, and only on the desktop. $title is the first one's, $others counts the rest,
# $sentence is one of those below.
desktop-naming = { $others ->
    [0] “{ $title }”
   *[other] “{ $title }” and { $others } more
}: { $sentence }

notice-auth_failure = Notion no longer accepts our key. Your pages are safe; syncing is paused. Connect again with a new token.
notice-disk_full = The disk is full. Nothing that was stored is lost; syncing goes on when there is room.
notice-little_space = Import paused: { $megabytes } MB left on this disk. It goes on by itself when there is room.
notice-brake = { $planned } of { $total } pages would have been deleted. Nothing was: it waits for your decision.
notice-decisions = { $count ->
    [one] { $count } part of a page was changed here and in Notion. Both versions are kept; it waits for your decision.
   *[other] { $count } parts of pages were changed here and in Notion. Both versions are kept; they wait for your decision.
}

# A notice on the desktop about an import that took more than a minute. No titles of pages: it may show on a locked screen.
desktop-import_finished = The import is complete. { $imported ->
    [one] { $imported } page is here.
   *[other] { $imported } pages are here.
} { $missing ->
    [0] Nothing is missing.
    [one] { $missing } could not be had.
   *[other] { $missing } could not be had.
}
