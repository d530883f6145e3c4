### Settings, and leaving. The rules of window.ftl hold here, too.

settings = Settings
settings-find = Find a setting
settings-found = { $count ->
    [0] No setting found
    [one] { $count } setting found
   *[other] { $count } settings found
}
settings-none = No setting has “{ $words }”.
settings-sections = Sections of the settings
settings-connections = Connections
settings-syncing = Syncing
settings-appearance = Appearance
settings-notifications = Notifications
settings-language = Language
settings-privacy = Privacy and data
settings-updates = Updates
settings-advanced = Advanced
# After the line about a setting that a file or a variable decides.
settings-fixed = Decided by { $place }.

settings-workspaces = Workspaces
# Only searched for, never shown: what people call it as well.
settings-workspaces-also = account token key disconnect reconnect sync now choose pages
settings-card = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $databases ->
    [one] { $databases } database
   *[other] { $databases } databases
}
settings-state-ok = Up to date
settings-state-ok-opened = Up to date at the last look
settings-state-working = Syncing
settings-state-paused = Paused
settings-state-offline = Offline
settings-state-waiting = Waiting to be sent
settings-state-unfinished = Not finished
settings-state-trouble = Waiting for Notion
settings-state-little-space = Disk nearly full
settings-state-locked = Keychain locked
settings-state-passphrase = Locked with a passphrase
settings-state-reconnect = Needs its key
settings-state-stopped = Stopped
settings-connect = Add a workspace

settings-every = How often
settings-every-why = A look costs at most two requests when nothing has changed. What you change here is sent at once.
settings-every-opened = When I open Keepsake
settings-every-opened-why = Notion is looked at when Keepsake starts and when you come back to its window, at most once a minute. What you change here is sent at once.
settings-every-also = interval minute schedule when I open start
settings-every-minutes = { $minutes ->
    [one] Every minute
    [60] Every hour
   *[other] Every { $minutes } minutes
}
settings-every-seconds = { $seconds ->
    [one] Every second
   *[other] Every { $seconds } seconds
}
settings-inStep = Keep in step with Notion
settings-inStep-why = While Keepsake runs. Switched off, Notion is looked at only when you ask for it, and what you change here waits until then.
settings-inStep-also = pause automatic by itself background
settings-sparing = Look less often on battery and metered connections
settings-sparing-why = Where the system tells of it. What you change here is sent at once all the same.
settings-sparing-also = power laptop mobile data costs
settings-background = Keep running in the background
settings-background-why = Closing the window leaves syncing on.
settings-login = Start at login
settings-login-why = Without a window, ready when you are.
settings-login-also = autostart boot computer starts
settings-chosen = Attachments and comments
settings-chosen-why = Files up to 20 MB come along unless you say otherwise, comments do not. It is chosen together with the pages, under Options.
settings-chosen-also = files images pictures

settings-theme = Colours
settings-theme-why = The system’s, or always the same.
settings-theme-also = theme dark light mode night
settings-theme-system = Like the system
settings-theme-light = Light
settings-theme-dark = Dark
settings-density = Room
settings-density-why = How much room lines and buttons have.
settings-density-also = density compact comfortable spacing
settings-density-compact = Compact
settings-density-comfortable = Comfortable
settings-text = Text size
settings-text-why = Everything grows with it.
settings-text-also = font zoom larger smaller

settings-reconnect = A key no longer works
settings-reconnect-why = At most once a day for each workspace.
settings-diskFull = The disk is full, or nearly
settings-diskFull-why = Syncing waits until there is room.
settings-decisions = Something was changed on both sides
settings-decisions-why = Both versions are kept until you decide. At most once a day.
settings-deletions = Much was deleted
settings-deletions-why = Nothing is deleted here until you decide.
settings-finished = An import has come to its end
settings-finished-why = Only one that took more than a minute.

settings-titles = Name pages in notifications
settings-titles-why = Titles can be read on a locked screen. Switched off, a notification has numbers and the workspace’s name only.
settings-titles-also = titles privacy lock screen

settings-spoken-why = The menu behind the icon and notices speak it, too.
settings-spoken-also = German English Deutsch Englisch Sprache

settings-place = Where your pages are
settings-place-also = folder size disk space storage
settings-place-is = { $folder } – { $all } on this disk, of which { $memory } are the memory and { $files } attachments.
settings-open-folder = Open folder
settings-secret = Where your keys are
settings-secret-also = keychain token secret encryption password
settings-secret-is = { $store ->
    [keychain] In your system’s keychain.
    [passphraseFile] In a file that is encrypted under your passphrase.
    [keyFile] In an encrypted file whose key only your account can read. This system has no keychain.
   *[unavailable] No place can be opened at the moment. Unlock your keychain.
}
settings-backup = Backups
settings-backup-why = A copy of the whole memory in your downloads, changes made here included. Keys and attachments are not in it. Anybody who has the file can read your pages.
settings-backup-also = backup save restore copy memory safety
settings-do-backup = Save a backup
settings-doing-backup = Saving…
settings-do-restore-backup = Restore…
settings-sealed = Who can read your pages here
settings-sealed-why = Keepsake does not encrypt the memory itself: it relies on the encryption of your disk. Switch that on where others could get at it.
settings-sealed-also = encryption encrypted disk security privacy
settings-export = Take everything along
settings-export-why = Every page as Markdown, with its attachments and what you changed here, in your downloads. Without the network.
settings-export-also = export backup copy markdown
settings-do-export = Export
settings-exported = Everything is in your downloads, in “{ $name }”.
settings-exported-own = { $count ->
    [one] Everything is in your downloads, in “{ $name }”, with { $count } edit of yours that Notion does not have: own-edits.jsonl names it.
   *[other] Everything is in your downloads, in “{ $name }”, with { $count } edits of yours that Notion does not have: own-edits.jsonl names them.
}
settings-forgotten = Forgotten workspaces
settings-forgotten-why = They are removed when their time is over.
settings-forgotten-also = restore undo bin trash
settings-forgotten-until = Removed on { $day }
settings-restore = Restore
settings-restore-of = Restore { $workspace }
settings-restored = It is back, and can be read. Connect it again to keep it in step.
forgotten-delete = Delete for good…
forgotten-delete-of = Delete for good… { $workspace }
forgotten-delete-title = Delete { $workspace } for good?
forgotten-delete-what = Its pages and attachments, and edits of yours that Notion does not have, are removed from this computer now, also from copies that Keepsake made before an update. Nothing brings them back. Nothing changes in Notion.
forgotten-delete-do = Delete for good
forgotten-deleting = Deleting…
forgotten-deleted = { $workspace } is deleted from this computer.
settings-delete = Delete everything
settings-delete-why = Every workspace, with keys, attachments, settings and logs. Notion’s content is untouched.
settings-delete-left-why = What Keepsake still keeps on this computer: forgotten workspaces, copies of an earlier memory, settings and logs. Notion’s content is untouched.
settings-delete-also = remove erase uninstall purge
settings-do-delete = Delete everything…

settings-version = This version
settings-version-also = update about

settings-logs = Logs
settings-logs-why = What Keepsake did in the last days, without keys.
settings-diagnostics = Diagnostics file
settings-diagnostics-why = For somebody who helps you: versions, checks and counts. You read it before it is saved.
settings-diagnostics-also = support help bug report
settings-do-diagnostics = Look at it…
settings-diagnostics-read = This is all that is saved. No page, no name, no folder and no key is in it.
settings-save-diagnostics = Save to downloads
settings-index = Search index
settings-index-why = Make it anew when something that is here is not found.
settings-index-also = rebuild repair
settings-do-index = Rebuild
settings-index-done = The search index is made anew.
settings-reset = Reset settings
settings-reset-why = Everything on this page that you have set. Workspaces and pages stay.
settings-reset-also = default factory
settings-do-reset = Reset…
settings-reset-title = Reset the settings?
settings-reset-what = How often Notion is looked at, running in the background, appearance, notices, language and the search for new versions are as they were at first. Workspaces, pages and what the system starts at login stay.

set-in-step = Keep in step with Notion while Keepsake runs
set-in-step-why = What changes there shows up here by itself.
set-login = Start at login
set-login-why = Without a window, so that everything is up to date when you need it.

key-for-settings = Settings
key-comma = ,

leave-title = Disconnect { $workspace }?
leave-title-everything = Delete everything?
leave-sample = The sample pages are removed from this computer. They can be opened again at any time.
leave-keep = Stop syncing
leave-keep-why = What is here can be read, and is not changed any more.
leave-forget = Forget this workspace
leave-forget-why = It can be restored for 30 days.
leave-everything = Delete everything
leave-everything-why = At once and for good.
leave-table = What becomes of what
leave-what = What
leave-row-pages = Remembered pages
leave-row-edits = Your own edits
leave-row-key = The key
leave-row-notion = Notion’s content
leave-pages-keep = stay, to be read
leave-pages-forget = out of sight at once, removed after 30 days
leave-pages-everything = removed, of every workspace
leave-edits-keep = stay
leave-edits-forget = removed with the pages
leave-edits-everything = removed, with settings and logs
leave-key-keep = removed
leave-key-forget = removed
leave-key-everything = removed
leave-notion-keep = untouched
leave-notion-forget = untouched
leave-notion-everything = untouched
leave-access = The access inside Notion stays until you remove the connection there.
leave-access-asked = Notion is asked to take the access back. You can look there.
leave-open-notion = Open Notion’s connections
leave-export = Export everything to my downloads first, with my own edits
leave-export-without = Workspaces that were forgotten are not exported. Restore one first to take it along.
leave-others = { $count ->
    [one] { $count } other workspace is deleted with it.
   *[other] { $count } other workspaces are deleted with it.
}
leave-type = To go on, type the name of the workspace: { $workspace }
leave-left-what = All that Keepsake still keeps on this computer is removed at once and for good: copies of an earlier memory, attachments, keys, settings and logs. Nothing brings it back. Nothing changes in Notion, and what you saved to your downloads stays.
leave-left-forgotten = { $count ->
    [one] This forgotten workspace goes with it and cannot be restored then:
   *[other] These forgotten workspaces go with it and cannot be restored then:
}
leave-left-done = Everything is deleted from this computer.
leave-anyway-why = { $where ->
    [key_file] You can go on without it. The key stays sealed in its file, and goes with the file once no workspace needs it.
    [file] If you have forgotten the passphrase, you can go on without it. The key stays sealed in its file, and goes with the file once no workspace needs it.
   *[keychain] You can go on without it. A key in your keychain then stays there, under the name “Keepsake”, until you remove it.
}
leave-anyway-keep = Stop syncing all the same
leave-anyway-forget = Forget all the same
leave-anyway-everything = Delete all the same
leave-left-inKeychain = Your system’s keychain was not opened, so keys may still lie in it. They are named “Keepsake”; remove them there.
leave-left-inFile = The key stays in its encrypted file, which could not be opened and has the keys of other workspaces too. It goes with the last of them.
leave-left-webData = What the window’s web engine has noted by itself could not be removed. Delete everything once more to try again.
leave-left-startAtLogin = The entry that starts Keepsake when you log in could not be removed. Remove it in the settings of your system.
leave-do-keep = Stop syncing
leave-do-forget = Forget
leave-do-remove = Remove
leave-do-everything = Delete everything
