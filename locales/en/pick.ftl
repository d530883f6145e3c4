### Choosing what is remembered: the tree, what is linked but not shared, and changing the choice later.

## Changing the choice

choose-save = Save
choose-kept = kept here, not synced
# Notion does not list this page; another one that links to it led to it.
choose-found-by-link = found by links
# After the choice was changed.
choice-same = Saved. Nothing new has to be read.
choice-left-keep = { $pages ->
    [one] { $pages } page is no longer synced and stays on this computer.
   *[other] { $pages } pages are no longer synced and stay on this computer.
}
choice-left-remove = { $pages ->
    [one] { $pages } page was removed from this computer.
   *[other] { $pages } pages were removed from this computer.
}
leaving-title = What about the pages you no longer choose?
leaving-text = { $databases ->
    [0] { $pages ->
        [one] { $pages } page is stored on this computer and would leave your choice.
       *[other] { $pages } pages are stored on this computer and would leave your choice.
    }
    [one] { $pages ->
        [one] { $pages } page and { $databases } database are stored on this computer and would leave your choice.
       *[other] { $pages } pages and { $databases } database are stored on this computer and would leave your choice.
    }
   *[other] { $pages ->
        [one] { $pages } page and { $databases } databases are stored on this computer and would leave your choice.
       *[other] { $pages } pages and { $databases } databases are stored on this computer and would leave your choice.
    }
}
leaving-keep = Keep them here
leaving-keep-why = They can still be read and found, as they are now. They are not synced any more and cannot be changed here.
leaving-remove = Remove them from this computer
leaving-remove-why = Texts, attachments and comments go. Titles and properties stay in the list to choose from. Notion is not touched.
leaving-unsent-keep = { $pages ->
    [one] This page has changes that Notion does not have yet. They stay here and are not sent:
   *[other] These pages have changes that Notion does not have yet. They stay here and are not sent:
}
leaving-unsent-remove = { $pages ->
    [one] This page has changes that Notion does not have yet. They are lost:
   *[other] These pages have changes that Notion does not have yet. They are lost:
}
leaving-unsent-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
# $stored of the pages are on this computer already.
leaving-arriving = { $pages ->
    [one] { $pages } page is new in your choice
   *[other] { $pages } pages are new in your choice
}{ $stored ->
    [0] .
    [one] ; { $stored } of them is here already.
   *[other] ; { $stored } of them are here already.
}
leaving-do-keep = Save and keep them
leaving-do-remove = Save and remove them

## Linked, but not shared

menu-not-shared = Linked, not shared…
choose-not-shared = { $count ->
    [one] { $count } page is linked but not shared with Keepsake.
   *[other] { $count } pages are linked but not shared with Keepsake.
}
choose-not-shared-show = Show
not-shared-title = Linked, but not shared
not-shared-lead = Your pages link to these, and Notion does not show them to Keepsake. Share them in Notion (••• → Connections), or ask whoever owns them. Once shared, they come with the next sync, as far as your choice includes them.
not-shared-none = Every page that yours link to is shared.
# $titles are the first of the pages; $more how many there are besides.
not-shared-from = { $more ->
    [0] Linked from { $titles }
   *[other] Linked from { $pages } pages: { $titles } and { $more } more
}
not-shared-refused = Notion says that it is not shared, or not there any more.
not-shared-unseen = Not among the pages that Notion lists.
not-shared-open = Open in Notion
# What a screen reader says for the button; it begins as the button does.
not-shared-open-one = Open in Notion: { $title }
not-shared-done = Done

## What comes along later

# Below the sum, after everything or a part of it was chosen.
sum-later-everything = Pages that are shared later come along, too.
sum-later-inside = New pages inside what is ticked come along, too; new pages elsewhere do not.

## Nothing shared yet

share-go-on = Choose pages
share-found = { $pages ->
    [one] { $pages } page is here
   *[other] { $pages } pages are here
}
share-found-more = { $count ->
    [one] and { $count } more at the top
   *[other] and { $count } more at the top
}
share-found-spoken = { $pages ->
    [one] { $pages } page is shared now. You can choose it, or share more.
   *[other] { $pages } pages are shared now. You can choose them, or share more.
}
