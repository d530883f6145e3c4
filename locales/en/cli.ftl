# What the command line says. Counts come with their noun so that every language can choose its plural.

count-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}

# The reader, in the window and in the terminal.

reader-file-not-here = Not stored on this computer:
reader-block-not-here = Notion does not hand out this block:
note-in-trash = This page is in Notion's trash. What is remembered of it is below.
note-kept = This page is not synced any more: it left your choice and was kept as it was last read.
note-unreachable = Notion does not share this page with us any more. The remembered copy below is from { $time }.
note-not-in-notion = Notion does not have this page yet. It gets it with the next sync; the id goes on working.
note-not-read = The contents of this page have not been read yet.
note-truncated = Notion cut this page off. What it handed out is below.
note-lossy = Some blocks of this page are of a kind that Notion does not hand out.
note-files = { $count ->
    [one] One file of this page is not stored here.
   *[other] { $count } files of this page are not stored here.
}

# Progress. The phases are those of the window.

progress-paused = Paused
progress-waiting = Waiting for Notion
cli-waiting-room = Paused: { $megabytes } MB left on the disk
cli-waiting = { $seconds ->
    [one] Notion cannot be asked right now. Continuing in { $seconds } second.
   *[other] Notion cannot be asked right now. Continuing in { $seconds } seconds.
}
cli-progress = { $doing }: { $finished } of { $known }
cli-progress-left = { $doing }: { $finished } of { $known }, { $left } left
cli-other-owner = Another Keepsake{ $owner } has this memory open and does the work. Ctrl-C stops it there.
cli-stopping = Stopping after what is under way. Press Ctrl-C again to stop at once.

# Connecting.

cli-connect-how =
    1. Open https://www.notion.so/profile/integrations and make a connection.
    2. Share the pages with it: open a page, ••• → Connections.
    3. Copy its secret and paste it here. It is not shown.
cli-token = Connection secret:
cli-passphrase = Passphrase of the secrets file:
cli-passphrase-new = This system has no keychain. Choose a passphrase for the secrets file (empty: a key file only you can read):
cli-client-secret = Client secret of your OAuth connection:
cli-sign-in-how =
    Open this address in your browser and choose the pages that Keepsake may see:

    { $address }

    The browser comes back by itself. If it cannot, copy the whole address it ended at and paste it here.
cli-connected = Connected to { $workspace } (connection { $id }).
cli-no-connections = No workspace is connected yet. Run “keepsake connect”, or add --sample to any command.
cli-connection-ok = connected
cli-connection-needs-sign-in = needs a new token
cli-connection-stopped = not synced any more; “keepsake connect” connects it again
cli-disconnect-question = The token of { $workspace } is removed. Remove what was remembered as well? [y/N]
cli-disconnected-kept = { $workspace } is disconnected and not synced any more. What was remembered stays and can be read; it cannot be changed until it is connected again.
cli-access-taken-back = Notion took the access back.
cli-access-stays = The connection is still there in Notion. To take its access away, remove it in Notion’s settings.
cli-access-unanswered = Notion did not take the access back. Remove the connection in Notion’s settings.
cli-keys-in-keychain = The system keychain was not opened, so keys may still lie in it. They are named “Keepsake”; remove them there.
cli-keys-in-file = The key stays in the encrypted file, which could not be opened and has the keys of other workspaces too. It goes with the last of them.
cli-leave-keys-question = Go on all the same, and leave the keys where they lie? [y/N]
cli-disconnected-forgotten = { $workspace } is disconnected and forgotten. For 30 days “keepsake restore { $connection }” brings back what was remembered; then it is removed.
cli-forget-workspace-question = { $workspace } is disconnected, and what was remembered is put aside for 30 days and then removed. Forget it? [y/N]
cli-restored = It is back, and can be read. Connect it again to keep it in step.
cli-connection-forgotten = forgotten, removed on { $day }
cli-backup-saved = { $pages ->
    [one] The memory is saved in { $path }, with { $pages } page. Attachments and keys are not in it.
   *[other] The memory is saved in { $path }, with { $pages } pages. Attachments and keys are not in it.
}
cli-backup-none = There are no backups beside the memory. “keepsake backup save” makes one.
cli-backup-contents = { $pages ->
    [one] { $pages } page of { $workspaces }
   *[other] { $pages } pages of { $workspaces }
}
cli-backup-kind-saved = saved
cli-backup-kind-before_update = before an update
cli-backup-kind-replaced = moved aside
cli-backup-state-damaged = damaged: cannot be put back
cli-backup-state-newer = of a newer Keepsake: cannot be put back
cli-backup-state-foreign = none of Keepsake’s: cannot be put back
cli-backup-state-unreadable = cannot be read
cli-backup-question = It takes the place of the memory, which is moved aside and kept. Put it back? [y/N]
cli-backup-restored = It is the memory now.
cli-backup-replaced = The memory that was there lies in { $path }.
cli-backup-reconnect = A workspace has to be connected again: its key is not on this computer.
cli-purge-question = Keys, memory, attachments, settings and logs of every workspace are deleted from { $folder }, at once and for good. Notion keeps what it has. Delete everything? [y/N]
cli-purge-name = Everything that Keepsake keeps in { $folder } is deleted, of every workspace, at once and for good. Notion keeps what it has. Type “{ $workspace }” to go on:
cli-purged = Everything is deleted. { $folder } is gone.
cli-purged-but-folder = Everything that Keepsake kept is deleted. Other things lie in { $folder }; they were left alone.
cli-purge-forgotten-question = { $workspaces } cannot be restored afterwards, edits that Notion does not have included. Remove for good? [y/N]
cli-purged-forgotten = { $count ->
    [0] No workspace was forgotten: there is nothing to remove.
    [one] { $workspaces } is removed for good.
   *[other] These are removed for good: { $workspaces }.
}
cli-disconnected-removed = { $workspace } is disconnected, and what was remembered is removed.

# Pages and imports.

cli-nothing-shared = Connected, but nothing is shared yet. Open a page in Notion, ••• → Connections, and choose this connection.
cli-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
cli-not-shared = not shared with us
cli-kept = kept here, not synced any more
cli-found-by-link = found by links
cli-nothing-unshared = Nothing that is imported links to a page that Notion does not show.
cli-unshared = { $count ->
    [one] { $count } page is linked but not shared, or not there any more. Open it in Notion and share it (••• → Connections), or ask its owner:
   *[other] { $count } pages are linked but not shared, or not there any more. Open them in Notion and share them (••• → Connections), or ask their owners:
}
cli-linked-from = { $count ->
    [one] linked from { $titles }
   *[other] linked from { $count } pages: { $titles }
}
cli-leaves-unsent = “{ $title }” would leave with changes that Notion does not have yet.
cli-leaving-question = { $pages ->
    [one] { $pages } stored page
   *[other] { $pages } stored pages
} and { $databases ->
    [one] { $databases } database
   *[other] { $databases } databases
} are no longer chosen. Remove them from this computer? Otherwise they stay, to be read and found, and are not synced any more. [y/N]
cli-left-kept = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
} and { $databases ->
    [one] { $databases } database
   *[other] { $databases } databases
} are no longer chosen. They stay on this computer and are not synced any more.
cli-left-removed = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
} and { $databases ->
    [one] { $databases } database
   *[other] { $databases } databases
} are no longer chosen and are removed from this computer. Their titles and properties stay in the list to pick from.
# Why a time that was typed does not do. Follows what was typed, after a colon.
cli-usage-no-time = give a time from 10s to 24h, such as 60s or 5m, or “start”
cli-import-question = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}, { $databases ->
    [one] { $databases } database
   *[other] { $databases } databases
} and { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}: { $time }, roughly { $megabytes } MB. Start? [Y/n]
cli-run-completed = { $requests ->
    [one] Complete, with { $requests } request.
   *[other] Complete, with { $requests } requests.
}
cli-run-partial = { $requests ->
    [one] Done, with { $requests } request. Something is missing:
   *[other] Done, with { $requests } requests. Something is missing:
}
cli-run-stopped = { $requests ->
    [one] Stopped after { $requests } request. The same command goes on from here.
   *[other] Stopped after { $requests } requests. The same command goes on from here.
}
cli-run-interrupted = { $requests ->
    [one] Interrupted after { $requests } request. The same command goes on from here.
   *[other] Interrupted after { $requests } requests. The same command goes on from here.
}
cli-found-objects = Pages and databases: { $count } found
cli-found-files = Files: { $count } found
cli-found-comments = Comments: { $count } found
cli-stored = { $count } stored
cli-unchanged = { $count } unchanged
cli-skipped = { $count } skipped
cli-refused = { $count } refused
cli-failed = { $count } failed
cli-more-items = and { $count } more (--json lists all)
cli-no-runs = Nothing was run yet.

# Where things stand.

cli-status-empty = Nothing is remembered yet.
cli-status-up-to-date = { $pages ->
    [one] Up to date: { $pages } page is remembered.
   *[other] Up to date: { $pages } pages are remembered.
}
cli-status-unsent = { $pages ->
    [one] { $pages } page is remembered; not everything that was changed here is in Notion yet.
   *[other] { $pages } pages are remembered; not everything that was changed here is in Notion yet.
}
cli-status-importing = Importing, { $finished } of { $known }.
cli-status-syncing = Syncing, { $finished } of { $known }.
cli-status-unfinished = The last import was interrupted at { $finished } of { $known }. “keepsake import” goes on from there.
cli-status-offline = You are offline. Everything remembered so far is here.
cli-status-little-space = Paused: { $megabytes } MB left on the disk with the memory. It goes on when there is room.
cli-status-notion-trouble = Notion is having trouble. It is tried again every few minutes: https://status.notion.com
cli-status-keychain-locked = The keychain is locked. Unlock it to continue syncing.
cli-status-passphrase-locked = Your keys are locked with a passphrase. Type it to continue syncing.
cli-status-waiting = Notion asked us to slow down.
cli-status-needs-sign-in = Notion no longer accepts our key. Your pages are safe; syncing is paused. Run “keepsake connect”.
cli-status-stopped = Syncing was stopped. What was remembered can be read; “keepsake connect” connects it again.
cli-last-sync = Last complete run: { $time }

# Search.

cli-found-none = No page contains “{ $words }”.
cli-found-none-yet = { $coming ->
    [one] No page contains “{ $words }”. { $coming } page is still to be read.
   *[other] No page contains “{ $words }”. { $coming } pages are still to be read.
}
cli-still-coming = { $coming ->
    [one] The contents of { $coming } page are still coming.
   *[other] The contents of { $coming } pages are still coming.
}

# Export and comparison.

cli-rows-found = { $count ->
    [0] No rows
    [one] { $count } row
   *[other] { $count } rows
}{ $left ->
    [0] {""}
   *[other] , { $left } more behind these: --offset and --limit, or --csv for all
}
cli-rows-coming = { $partial ->
    [0] More rows are still being read.
    [one] Of { $partial } row only the name is known so far.
   *[other] Of { $partial } rows only the names are known so far.
}
cli-rows-written = Written: { $place }
cli-no-views = No views are saved. They are made in the window: “Save as view”.
cli-exported = { $objects } pages and databases in { $files } files: { $place }
cli-exported-rows = { $objects } rows in { $files } tables: { $place }
cli-exported-edits = { $edits ->
    [one] With { $edits } change of yours that Notion does not have; own-edits.jsonl names it.
   *[other] With { $edits } changes of yours that Notion does not have; own-edits.jsonl names them.
}
cli-exported-made = { $pages ->
    [one] With { $pages } page made here that Notion does not have; own-edits.jsonl has it whole.
   *[other] With { $pages } pages made here that Notion does not have; own-edits.jsonl has them whole.
}
cli-verified = { $equal } of { $checked } pages are as Notion has them ({ $requests } requests).
cli-different = { $title } ({ $id }) differs: { $what }
cli-unreadable = { $title } ({ $id }) could not be compared: { $what }

cli-request-id = Notion's name for the request: { $id }
cli-simulator = A simulated Notion ({ $workspace }) answers at { $url } until Ctrl-C. Its tokens:

# keepsake doctor

doctor-version-ok = Keepsake { $detail }
doctor-home-ok = The data folder can be written: { $detail }
doctor-home-unwritable = The data folder cannot be written ({ $detail }). Give yourself the right to write there, or set KEEPSAKE_HOME to another folder.
doctor-space-ok = { $detail } are free on this disk.
doctor-space-little = Only { $detail } are free on this disk. Make room before the next import.
doctor-space-unknown = How much room is left cannot be told ({ $detail }).
doctor-store-none = There is no memory yet: { $detail }
doctor-store-ok = The memory opens: { $detail }
doctor-store-unusable = The memory does not open ({ $detail }). It was not touched; copies made before updates lie beside it.
doctor-integrity-ok = The memory is sound.
doctor-integrity-damaged = The memory is damaged ({ $detail }). Put back the copy beside it, or import again into a fresh folder.
doctor-connections-none = No workspace is connected.
doctor-connections-ok = Connections: { $detail }
doctor-connections-refused = Connections that need a new token: { $detail }. Run “keepsake connect”.
doctor-connections-unreadable = The connections cannot be read ({ $detail }).
doctor-channels-ok = The folders of channels are there.
doctor-channels-missing = The folder of channels { $detail } is not there, so the channels read before hold. Connect its drive, or apply the profile again with --channels and another folder.
doctor-channels-empty = The folder of channels { $detail } is empty, so the channels read before hold. Connect its drive, or put the files back.
doctor-channels-refused = A file in the folder of channels { $detail } cannot be used, so the channels read before hold. “keepsake profile dry-run” with --channels says which one.
doctor-channels-unreadable = The folders of channels cannot be told ({ $detail }).
doctor-properties-gone = Properties that a profile in force uses are gone in Notion: { $detail }. Put them back there, then run “keepsake profile apply” again.
doctor-properties-unreadable = Whether Notion still has the properties of the profiles cannot be told ({ $detail }).
doctor-owner-none = Nobody else is working with the data folder.
doctor-owner-other = Another Keepsake works with the data folder: { $detail }
doctor-owner-nameless = Another Keepsake works with the data folder.
doctor-secrets-keychain = Tokens are kept in the system's keychain.
doctor-secrets-passphrase = Tokens are kept in a file encrypted under your passphrase.
doctor-secrets-key_file = There is no keychain: tokens are kept in a file encrypted under a key file that only your account can read. For more safety start a keychain, or choose a passphrase.
doctor-secrets-unusable = There is no place for tokens ({ $detail }). Unlock the keychain, or give the passphrase.
doctor-network-ok = Notion answers: { $detail }
doctor-network-unreachable = Notion cannot be reached ({ $detail }). Check the network and the proxy.
doctor-network-stranger = Something other than Notion answers ({ $detail }). Sign in to the network, or check KEEPSAKE_NOTION_URL.
doctor-clock-ok = The clock agrees with Notion's to { $detail } s.
doctor-clock-off = The clock is off by { $detail } s. Set it, or links to files run out early.

# Alerts, as they are told in the terminal and to a receiver; those that are told on the desktop, too, are in tray.ftl. Names
# and numbers only, nothing from a page.

notice-connection_lost = { $host } cannot be reached. Everything remembered is here; it is tried again by itself.
notice-sync_failure = Syncing failed { $failures } times in a row ({ $code }). It is tried again by itself; the log has the details.
notice-parked = { $count ->
    [one] Notion did not take { $count } change that was made here. It is kept.
   *[other] Notion did not take { $count } changes that were made here. They are kept.
}
notice-channels_missing = { $finding ->
    [missing] The folder { $folder } with the channels of “{ $profile }” is not there. Is its drive connected?
    [empty] The folder { $folder } with the channels of “{ $profile }” is empty. Is its drive connected?
   *[refused] A file in the folder { $folder } with the channels of “{ $profile }” cannot be used.
} { $known ->
    [one] The one channel that was read before holds meanwhile;
   *[other] The { $known } channels that were read before hold meanwhile;
} no entry is refused for it. The folder is looked at again with every sync.
lost-properties = { $count ->
    [one] The property { $properties } of “{ $database }”, which the profile “{ $profile }” uses, is gone in Notion; no entry has a value for it.
   *[other] The properties { $properties } of “{ $database }”, which the profile “{ $profile }” uses, are gone in Notion; no entry has a value for them.
} Put back in Notion what is missing, then run “keepsake profile apply” again.
notice-test = This is a test: alerts arrive here.
notice-other = Something needs a look. The log has the details.

cli-alerts-none = There are no alerts.
cli-alert-times = { $count } times
cli-alert-acknowledged = Alert { $id } is noted as seen.
cli-alert-test-nowhere = The test alert is in the list. There is no receiver: name one in settings.toml, under [alerts], as webhook_url.
cli-alert-test-taken = The receiver took the test alert.
cli-alert-test-refused = The receiver did not take the test alert: { $detail }

# keepsake broker

cli-broker-address = Serving at { $url } until Ctrl-C. A reverse proxy with a certificate has to lead from { $public } to it (docs/broker.md).
cli-broker-callback = This redirect address has to be registered with the connection in Notion, exactly so: { $callback }
cli-broker-refused = Notion refuses this broker ({ $code }, request { $request }): nobody can sign in, and no token can be renewed. Compare the id, the secret and the redirect address with the connection's settings in Notion.
cli-broker-tried = Somebody tried a sign-in link that was not theirs. They were given nothing, and the owner was told.

# keepsake webhooks

cli-webhooks-address = Receiving at { $url }{ $path } until Ctrl-C. Notion needs a public https address that leads there: put a tunnel or a reverse proxy in front of { $url } (docs/webhooks.md), and give Notion https://YOUR-ADDRESS{ $path }.
cli-webhooks-pairing = Waiting for the verification token of “{ $workspace }”: create the subscription now, in the webhooks tab of the connection at notion.so/profile/integrations.
cli-webhooks-listening = Events of “{ $workspace }” are taken when Notion signed them.
cli-webhooks-deaf = There is no verification token of “{ $workspace }” yet, so its events are refused. To pair, end this and add --pair.
cli-webhooks-token = The verification token arrived and is kept with your other secrets. Paste it in Notion to finish; if Notion refuses it, it was not Notion's: run “keepsake webhooks forget” and pair again.
    { $token }
cli-webhooks-synced = { $time }  { $count ->
    [0] An event was looked at; nothing had changed.
    [one] { $count } page was brought.
   *[other] { $count } pages were brought.
}
cli-webhooks-paired = There is a verification token of “{ $workspace }”: its events are taken.
cli-webhooks-unpaired = There is no verification token of “{ $workspace }”: its events are refused.
cli-webhooks-waiting = { $count ->
    [0] No event waits.
    [one] { $count } event waits for the next sync.
   *[other] { $count } events wait for the next sync.
}
cli-webhooks-forgotten = The verification token of “{ $workspace }” is forgotten: its events are refused from now on. Delete the subscription in Notion as well.

# keepsake sync --watch

cli-watch-begun = Syncing goes on by itself until Ctrl-C.
cli-watch-begun-at-start = Notion is looked at once, now. Until Ctrl-C what is changed here is sent, and what webhooks tell is fetched; “--every 60s” looks more often.
cli-watch-cycle = { $time }  { $what }
cli-watch-nothing = nothing had changed
cli-watch-back = Notion answers again
cli-watch-brought = { $count ->
    [one] { $count } page brought
   *[other] { $count } pages brought
}
cli-watch-sent = { $count ->
    [one] { $count } change sent
   *[other] { $count } changes sent
}
cli-watch-merged = { $count ->
    [one] { $count } text merged
   *[other] { $count } texts merged
}
cli-watch-asked = { $count ->
    [one] { $count } conflict waits for you
   *[other] { $count } conflicts wait for you
}
cli-watch-parked = { $count ->
    [one] { $count } change was not taken by Notion
   *[other] { $count } changes were not taken by Notion
}
cli-watch-invalid = { $count ->
    [one] { $count } entry stays in draft
   *[other] { $count } entries stay in draft
}
cli-watch-jobs = { $count ->
    [one] { $count } job made
   *[other] { $count } jobs made
}
cli-watch-resting-paused = Paused.
cli-watch-resting-needs_sign_in = Notion no longer accepts our key. Syncing rests until you have run “keepsake connect”.
cli-watch-resting-stopped = Syncing of this workspace was stopped. It rests until you have run “keepsake connect”.
cli-watch-resting-other_owner = Another Keepsake works with this memory. Syncing rests until it has finished.

# Words of --json, as people read them in lists: short, because they stand in columns.
cli-health-ok = ok
cli-health-warn = warn
cli-health-fail = fail
cli-severity-info = info
cli-severity-warning = warning
cli-severity-error = error
cli-severity-critical = critical
cli-alert-state-open = open
cli-alert-state-acknowledged = acknowledged
cli-alert-state-cleared = cleared
cli-run-kind-discover = discover
cli-run-kind-import = import
cli-run-kind-sync = sync
cli-run-state-running = running
cli-run-state-paused = paused
cli-run-state-completed = completed
cli-run-state-stopped = stopped
cli-run-state-needs_sign_in = needs sign-in
cli-run-state-failed = failed
cli-outcome-stored = stored
cli-outcome-skipped = skipped
cli-outcome-refused = refused
cli-outcome-failed = failed
cli-what-object = object
cli-what-file = file
cli-what-comment = comment
cli-what-user = user
cli-what-block = block
cli-what-property = property
cli-part-property = property
cli-part-body = text
cli-part-place = place
cli-part-trash = trash
cli-part-page = page
cli-origin-local = local
cli-origin-notion = notion
cli-origin-merge = merge
cli-origin-undo = undo
cli-origin-conflict = conflict
cli-job-waiting = waiting
cli-job-taken = taken
cli-job-done = done
cli-job-withdrawn = withdrawn
cli-difference-in_trash = in the trash
cli-difference-not_stored = not stored
cli-difference-properties = properties
cli-difference-text = text

# The letter that means yes in [y/N].
cli-yes = y
cli-quoted = “{ $text }”
# A moment; every part but the year has two digits.
cli-moment = { $year }-{ $month }-{ $day } { $time }

# Versions of a page


cli-no-versions = No text of this page was read yet, so there is no version of it.
cli-versions-oldest = The oldest version here is from { $time }.
cli-version-since = The page says so since { $time }.
cli-version-before-memory = Nothing that old is remembered. The oldest version here is from { $time }; that is what you see.
cli-diff-between = From { $from } to { $to }
cli-diff-first = { $to }: the oldest version here, so everything in it is new.
cli-diff-none = The text is the same.

# Forgetting a page


cli-found-none-so-narrow = Nothing that is remembered passes these filters.
cli-forget-question = { $pages ->
    [one] “{ $title }”
   *[other] “{ $title }” and everything inside it, { $pages } pages in all,
} { $pages ->
    [one] is
   *[other] are
} removed from this computer: text, versions, comments, files.{ $unsent ->
    [0] {""}
    [one] {" "}One of them has changes that Notion does not have yet; they are lost.
   *[other] {" "}{ $unsent } of them have changes that Notion does not have yet; they are lost.
} Notion is not touched. Later syncs leave it out until you choose it again. Forget? [y/N]
cli-forgotten = { $pages ->
    [one] “{ $title }” is forgotten.
   *[other] “{ $title }” and everything inside it are forgotten: { $pages } pages.
} Later syncs leave it out until you choose it again.
