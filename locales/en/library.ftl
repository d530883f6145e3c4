### Living in the memory: filters of the search, earlier versions of a page, forgetting one.

# --- Versions ---

# A version that is the oldest one.
version-first = the oldest one here
# What a version changed in the one before it.
version-changed = { $added ->
    [0] { $removed ->
        [0] nothing that is a word
        [one] { $removed } word removed
       *[other] { $removed } words removed
    }
    [one] { $removed ->
        [0] { $added } word added
        [one] { $added } word added, { $removed } removed
       *[other] { $added } word added, { $removed } removed
    }
   *[other] { $removed ->
        [0] { $added } words added
        [one] { $added } words added, { $removed } removed
       *[other] { $added } words added, { $removed } removed
    }
}
# A day with its time: "13 Nov, 09:12".
version-when = { $day }, { $time }
page-menu = More about this page
page-versions = Versions
page-search-within = Search inside this page
page-forget = Forget this page…
versions-title = { $title }: versions
versions-list = Versions
versions-ask = What did this page say on…
# How a day is written, in the order of the language: one letter for each digit.
day-letters-day = DD
day-letters-month = MM
day-letters-year = YYYY
# $pattern: as in DD/MM/YYYY.
day-as = A day up to today, as { $pattern }
versions-looks = What to look at
versions-then = The page then
versions-changed = What changed
versions-since = The page said so since { $time }
versions-since-now = What the page says now, since { $time }
# After the time.
versions-by = edited by { $name }
# For a screen reader.
versions-showing = The page as it was since { $time }
versions-oldest = The oldest version here is from { $time }.
versions-kept = Versions are kept as long as the page is remembered.
versions-before-memory = Nothing from { $day } is remembered. The oldest version here is from { $time }, and this is what it says.
versions-none = There is no version yet
versions-none-why = Keepsake has not read the text of this page. Each text it reads from now on stays as a version.
versions-against = Compared with
versions-at = { $time }
versions-against-before = the version before
versions-against-now = what it says now
versions-first-why = This is the oldest version here, so there is nothing to compare it with.
versions-same = The text is the same.
diff-same = { $lines ->
    [one] Show { $lines } line that is the same
   *[other] Show { $lines } lines that are the same
}

# --- Filters of the search ---

filter-add = Filter
filter-group = Filters
# What a press on a filter does, for a screen reader.
filter-remove = Remove filter: { $filter }
filter-removed = Filter removed: { $filter }
filter-group-kind = What
filter-group-edited = Edited
filter-page = Pages
filter-database = Databases
filter-row = Rows
filter-today = Edited today
filter-week = Edited in the last 7 days
filter-month = Edited in the last 30 days
filter-days = Edited between two days…
filter-between = Edited { $days }
filter-since = Edited since { $day }
filter-until = Edited until { $day }
filter-inside = Inside a page or database…
filter-within = Inside: { $title }
filter-files = With attachments
filter-titles = Titles only
filter-workspace = Only in { $name }
filter-days-title = Edited between two days
filter-from = From
filter-to = To
filter-days-hint = Either may stay empty.
filter-days-reversed = The second day lies before the first.
filter-days-do = Show these
filter-inside-title = Inside which page or database?
filter-inside-label = Title of the page or database
filter-inside-hint = Type a part of its title.
filter-inside-none = Nothing is called “{ $text }”.
search-nothing-so-narrow = Nothing with “{ $text }” passes these filters.
search-nothing-passes = Nothing passes these filters.
search-without-filters = Search without filters
search-titles = Search titles only
home-opened = Opened lately

# --- Forgetting a page ---

forget-title = Forget “{ $title }”?
forget-what = { $pages ->
    [one] Its text, versions, comments and files are removed from this computer. Notion is not touched.
   *[other] It and the { $inside } pages inside it are removed from this computer: texts, versions, comments and files. Notion is not touched.
}
forget-unsent = { $count ->
    [one] One page has changes that Notion does not have yet. They are lost.
   *[other] { $count } pages have changes that Notion does not have yet. They are lost.
}
forget-later = Later syncs leave it out. It comes back when you choose it again, under “Choose pages…” in the menu of the workspace.
forget-do = Forget
forget-working = Forgetting…
forget-done = { $pages ->
    [one] “{ $title }” is forgotten.
   *[other] “{ $title }” and everything inside it are forgotten.
}
not-shared = Notion does not share “{ $title }” with us any more. The remembered copy is from { $day }.
reader-not-shared-title = Notion does not share “{ $title }” with us any more.
not-shared-keep = Keep copy
not-shared-forget = Forget…
not-shared-how = How to share
not-shared-how-text = Somebody who may share the page opens it in Notion and adds this connection. With the next sync it is read again.

# --- Attachments ---

# The type of a file, before its size: "PDF · 412 kB".
file-kind = { $kind }{ " · " }
file-open = Open { $name }
file-opened = “{ $name }” is being opened. The copy is in your downloads.
