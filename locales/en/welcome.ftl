### The words of the first screen: they are read at every start, before all others.

## Everywhere

# The name of the program. Never translated.
app-name = Keepsake
# The title of the window. $view is the heading of what is open.
window-title = { $view } – Keepsake
# The messages that answer what somebody just did.
toasts = Messages
# Takes a message off the screen.
toast-dismiss = Dismiss
help-open = How this works

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
welcome-restore = Restore a backup

## The language

settings-spoken = Language of the window
settings-spoken-system = Like the system
# Each language in its own words, so that everybody finds theirs.
settings-spoken-english = English
settings-spoken-german = Deutsch
