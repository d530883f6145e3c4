### Backups of the memory: making one, putting one back, and the window when the memory cannot be opened.

## Putting one back

backup-restore = Restore a backup
backup-restore-what = It takes the place of the memory; what is there now is moved aside and kept. Attachments that are missing are fetched again. A workspace whose key is not on this computer asks to be connected again.
backup-list = Backups on this computer
backup-looking = Looking for backups…
backup-none = No backups were found beside the memory or in your downloads.
backup-choose-file = Choose a file…
backup-choose-title = Choose a backup
# $kind is one of the messages below, $when when it was made.
backup-name = { $when } · { $kind }
backup-saved-kind = saved by you
backup-beforeUpdate-kind = before an update
backup-replaced-kind = moved aside
backup-no-time = Unknown time
backup-contents = { $pages ->
    [one] { $pages } page of { $workspaces } · { $size }
   *[other] { $pages } pages of { $workspaces } · { $size }
}
backup-contents-nothing = No workspace · { $size }
backup-is-damaged = Damaged, cannot be restored · { $name }
backup-is-newer = Made by a newer Keepsake: update first · { $name }
backup-is-foreign = Not a backup of Keepsake’s · { $name }
backup-is-unreadable = Cannot be read · { $name }
backup-do-restore = Restore
backup-restoring = Restoring…
backup-restored = Your memory is back
backup-restored-what = The backup was restored.
backup-replaced-kept = What was there before is kept in { $path }.
backup-go-on = Go on

## Making one

backup-saved = A backup lies in your downloads, as “{ $name }”.

## The memory cannot be opened

refused-title = Keepsake cannot open your memory
refused-damaged = The memory file could not be read.
refused-drifted = Something other than Keepsake changed the structure of the memory file.
refused-untouched = It was not touched.
refused-looking = Looking for the last good copy…
refused-copy = The last good copy is from { $when }.
refused-copy-today = The last good copy is from { $time }.
refused-no-copy = There is no good copy of it on this computer. Starting fresh keeps the file; Notion still has your pages.
refused-restore-copy = Restore copy
refused-other = Choose another backup
refused-fresh = Start fresh
refused-support = Save for support
refused-fresh-title = Start with an empty memory?
refused-fresh-what = The file that cannot be read is moved aside and kept, in { $path }. What Notion has is imported again once you connect; changes made here that Notion did not have are only in that file.
refused-fresh-doing = Starting fresh…
refused-fresh-done = The memory is empty now
