### What Keepsake is doing and has done: now, the history, the pace of requests.

# The first tab of the activity: everything at one glance.
activity-overview = Overview

## What is under way, or when it is looked at Notion next.

now-title = Now
# Why Notion is looked at less often than configured.
looking-later = { $why ->
    [battery] Less often than usual, because this computer runs on its battery.
    [idle] Less often than usual, because nobody is at this computer.
    [metered] Less often than usual, because this connection to the network is metered.
   *[called] Less often than usual, because Notion tells of changes by itself.
}

## Requests to Notion over the last ten minutes, as a chart and as a table.

traffic-title = Requests to Notion
traffic-now = { $rate } per second now
traffic-held = Notion asked us to wait until { $time }
# At the line that the bars stay below.
traffic-allowed = { $rate } max
traffic-ago = 10 min ago
traffic-middle = 5
traffic-end = now
# What a screen reader says instead of the chart.
traffic-spoken = Over the last ten minutes { $count ->
    [one] { $count } request was sent
   *[other] { $count } requests were sent
}, at most { $busiest } per second where { $allowed } are allowed. { $waiting ->
    [0] Nothing is waiting now.
    [one] { $waiting } read is waiting now.
   *[other] { $waiting } reads are waiting now.
}
traffic-waiting = { $count ->
    [0] nothing waiting
    [one] { $count } read waiting
   *[other] { $count } reads waiting
}
traffic-key-requests = Requests per second
traffic-key-waiting = Reads waiting, up to { $most }
traffic-as-table = As a table
traffic-as-chart = As a chart
traffic-table-time = Minute
traffic-table-requests = Requests
traffic-table-busiest = Busiest second
traffic-table-waiting = Waiting
# Where nobody counted.
traffic-not-counted = not counted

## What could not be had and still cannot.

problems-title = Problems
problems-why = Tried again by themselves; nothing is lost meanwhile
problems-all = Try all now
problems-retry = Try again
problems-retry-one = Try again: { $title }
problems-details = Details
problems-copy = Copy details
problems-copied = The details are on the clipboard, without anything from the page.
problems-retried = { $title }: trying again.
problems-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
problems-none = Nothing is missing.

## The history: one row for each run.

history-title = History
history-why-sum = Found is always the sum of stored, unchanged, skipped, refused and failed
history-rest = Besides
rest-skipped = { $count } skipped
rest-refused = { $count } refused
rest-failed = { $count } failed
history-result = Result
history-report = Report
history-report-of = Report of the run of { $time }
history-markdown = For people (Markdown)
history-json = For programs (JSON)
history-saved = Saved in your downloads as { $name }.
trigger-window = You asked
trigger-cli = Terminal
trigger-schedule = Schedule
trigger-other = Another program
run-state-running = under way
run-state-paused = paused
run-state-completed = complete
took-seconds = { $seconds } s
took-minutes = { $minutes } min
took-hours = { $hours } h
