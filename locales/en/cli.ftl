# What the command line says. Counts come with their noun so that every language can choose its plural.

count-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}

untitled = Untitled

# The reader, in the window and in the terminal.

reader-file-not-here = Not stored on this computer:
reader-block-not-here = Notion does not hand out this block:
note-in-trash = This page is in Notion's trash. What is remembered of it is below.
note-unreachable = Notion does not share this page with us any more. What is remembered of it is below.
note-not-read = The contents of this page have not been read yet.
note-truncated = Notion cut this page off. What it handed out is below.
note-lossy = Some blocks of this page are of a kind that Notion does not hand out.
note-files = { $count ->
    [one] One file of this page is not stored here.
   *[other] { $count } files of this page are not stored here.
}
