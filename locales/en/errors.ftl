# What went wrong, what it means for the data, what to do. One sentence set per error code.

error-not_connected = { $connection ->
    [none] No workspace is connected yet. Connect one first, or try the sample workspace.
   *[other] There is no connection { $connection }. Look at the list of connections.
}
error-token_refused = { $reason ->
    [code] Notion does not accept this sign-in: it was used already or is too old, or the id or secret of the integration is not right. Nothing was stored. Check those two and sign in again.
   *[other] Notion does not accept this token. Nothing was stored. Copy the secret again from Notion's connections page; it begins with “ntn_” or “secret_”.
}
error-needs_sign_in = { $reason ->
    [cut_short] Notion had just exchanged our key for a new one when Keepsake was cut off, before the new one could be kept. Neither works any more. Your pages and your edits are safe; syncing is paused. Connect again: that is all it takes.
   *[other] Notion no longer accepts our key. Your pages are safe; syncing is paused. Connect again with a new token.
}
error-connection_stopped = Syncing { $workspace } was stopped. What is here can be read, searched and exported; nothing is brought, sent or changed. Connect it again to go on.
error-permission = { $reason ->
    [block_limit] This workspace has reached the number of blocks that its plan allows, so Notion did not { $action }. Nothing was changed. Make room or change the plan in Notion, then try again.
   *[other] Notion does not allow this connection to { $deed ->
        [read_page] read a page
        [read_database] read a database
        [search] search the workspace
        [change_page] change the properties of a page, or put it into the trash
        [move_page] move a page
        [change_text] change the text of a page
        [delete_text] take parts of a text away
        [change_database] change the columns of a database
        [create_page] make a page
        [add_text] add to the text of a page
        [create_database] create a database
        [upload] add a file
        [read_comments] read comments
        [comment] write a comment
        [change_comment] change its comment
        [delete_comment] take its comment away
        [read_users] see who works in the workspace
       *[other] { $action }
    }. Everything remembered so far is here. { $capability ->
        [read_content] Switch the capability “Read content” on in the connection's settings in Notion, and try again.
        [update_content] Switch the capability “Update content” on in the connection's settings in Notion, and try again.
        [insert_content] Switch the capability “Insert content” on in the connection's settings in Notion, and try again.
        [read_comments] Switch the capability “Read comments” on in the connection's settings in Notion, and try again.
        [insert_comments] Switch the capability “Insert comments” on in the connection's settings in Notion, and try again.
        [read_users] Switch the capability “Read user information” on in the connection's settings in Notion, and try again.
       *[other] Switch the capability on in the connection's settings in Notion.
    }
}
error-not_found = { $what ->
    [page] There is no page { $id } in the memory. Search for it, or import it first.
    [run] There is no run { $id }.
    [profile] There is no profile “{ $id }”. There are: { $known }. Or give the path of a file.
    [applied_profile] There is no profile with the number { $id } in force. “keepsake profile list” shows them.
    [data_source] There is no database { $id } in the memory. Import it first, or check the id.
    [record] { $id } is not a record: no profile is in force on the database it lies in. “keepsake profile apply” puts one into force.
    [database] There is no database { $id } in the memory. Import it first, or check the name.
    [view] There is no such view any more.
    [conflict] There is nothing to decide about { $id }.
    [version] There is no version { $id } of this page. “keepsake versions” lists those that are remembered.
    [change] There is no change with the number { $id }.
    [parked] There is no change with the number { $id } that could not be sent.
    [problem] { $id } is no longer missing.
    [alert] There is no alert { $id }.
    [selected] Notion does not show { $id } to this connection, so nothing was changed. Share it with the connection in Notion, or check the id.
   *[other] Notion does not share this with us ({ $action }). Share it with the connection in Notion and try again.
}
error-offline = { $host } cannot be reached. Everything remembered so far is here. Check the network and try again.
error-proxy_page = Something between this computer and Notion, such as a proxy or a sign-in page, answered instead of Notion. Nothing was changed. Sign in to the network, or check the proxy, and try again.
error-rate_limited = Notion asked us to slow down. Nothing is lost. Try again in a few minutes.
error-notion_trouble = Notion answered, but not as it should ({ $action }: { $detail }). What was read so far is kept. Try again in a few minutes.
error-disk_full = The disk is full. Nothing that was stored is lost. Free some space and try again; the import goes on where it stopped.
error-little_space = { $megabytes } MB are left on the disk with the memory; { $needed } MB are left free for everything else. Nothing that was stored is lost. Free some space and try again; the import goes on where it stopped.
error-unwritable = { $place } cannot be written, or not be read ({ $detail }). What was stored is safe. See that the disk is there, has room and is not write-protected, and that the folder is yours; or set KEEPSAKE_HOME to another folder. Then try again.
error-store_newer = A newer version of Keepsake wrote the memory in { $path }. It was not touched. Update Keepsake to open it.
error-store_damaged = The memory file could not be read ({ $detail }). It was not touched. “keepsake backup list” shows the copies in { $path }, “keepsake backup restore” puts one back.
error-store_drifted = Something other than Keepsake changed the structure of the memory ({ $detail }). It was not touched. “keepsake backup list” shows the copies in { $path }, “keepsake backup restore” puts one back.
error-owner_busy = { $action ->
    [pause] Another Keepsake{ $owner } does this import, so it can be paused only there. Stopping it works from here, too.
    [resume] Another Keepsake{ $owner } holds this import, so it can go on only there. Stopping it works from here, too.
    [watch] Another Keepsake{ $owner } works with this memory, and only one can keep it in step. Nothing was changed. Close that one first, or let it go on.
    [wait] Another Keepsake{ $owner } has this memory open and does not take up what was asked. Nothing was changed. Close it and try again.
    [replace] Another Keepsake works with this memory, so it cannot be replaced. Nothing was changed. Close it first, also where it syncs in the background.
    [delete] Another Keepsake{ $owner } works with this memory. Nothing was deleted. Close that one first, or delete everything in its window.
   *[other] Another Keepsake is working with this memory right now. Nothing was changed. Wait until it has finished, or use its window.
}
error-keychain_locked = { $reason ->
    [renewal] The key of this connection has to be exchanged for a new one, and the place where it is kept cannot be used ({ $detail }). Everything remembered so far is here, and nothing was sent with a key that is not kept. See that the place is unlocked and has room, and try again; should Notion want it then, connect again.
    [passphrase] Your keys are locked with a passphrase. Everything remembered so far is here. Type it and try again.
    [key_file] The file that opens your keys cannot be used ({ $detail }). Everything remembered so far is here. Put it back as it was and try again.
    [wrong_passphrase] This passphrase does not open the file with your keys. Nothing was changed.
   *[other] The place where your token is kept is locked. Everything remembered so far is here. Unlock it and try again.
}
error-keychain_missing = { $reason ->
    [leaving] The place where the key lies cannot be opened ({ $detail }). Nothing was changed.
   *[other] There is no place to keep a token safely on this computer ({ $detail }). Nothing was stored.
}
error-invalid_input = { $problem ->
    [empty_token] The token is empty. Paste the whole secret from Notion's connections page.
    [token_shape] This does not look like a token: it has spaces or other characters a token never has. Paste the secret alone.
    [not_an_id] “{ $value }” is not a Notion id. An id has 32 digits and letters, as at the end of a page's address.
    [several_connections] There is more than one connection: choose one ({ $connections }).
    [empty_search] There is nothing to search for. Give at least one word.
    [settings] The settings cannot be used. { $place }: { $detail }
    [settings_unknown_key] The settings cannot be used. { $place }: “{ $key }” is no setting. There are: { $known }.
    [settings_range] The settings cannot be used. { $place }: { $name } has to be a whole number from { $least } to { $most }, not “{ $value }”.
    [settings_no_address] The settings cannot be used. { $place }: “{ $value }” is no address.
    [settings_not_http] The settings cannot be used. { $place }: “{ $value }” is not an http or https address.
    [settings_not_origin] The settings cannot be used. { $place }: “{ $value }” has to be an origin like https://api.notion.com, without /v1 or anything else.
    [settings_broker_without_id] The settings cannot be used. { $place }: a broker needs { $variable }, the id of its connection.
    [settings_id_without_broker] The settings cannot be used. { $place }: the id of a broker’s connection needs { $variable }.
    [settings_receiver_no_address] The settings cannot be used. { $place }: webhook_url is not an http or https address.
    [settings_receiver_plain_http] The settings cannot be used. { $place }: webhook_url has to begin with https://; plain http is only for this computer.
    [settings_receiver_credentials] The settings cannot be used. { $place }: webhook_url must not carry a user name or password. Put what the receiver needs into its path.
    [plain_http] { $detail } (from { $place }) is not protected: on the way, anybody could read your token. Nothing was sent. Use an address that begins with https://; plain http is only for this computer, as in http://127.0.0.1.
    [no_home] This system has no usual folder for data. Set KEEPSAKE_HOME to the folder to use.
    [export_path] The folder { $path } cannot be written: { $detail }
    [export_foreign] { $path } was not made by Keepsake and is left alone. Choose another folder.
    [export_inside_home] { $path } lies inside Keepsake's own data folder. Choose another folder.
    [unknown_workspace] There is no simulated workspace “{ $value }”.
    [usage] { $detail }
    [needs_token] A secret is needed. Nobody can be asked here: pipe it in and add --token-stdin.
    [port] Port { $value } cannot be used: { $detail }
    [link] This address cannot be opened.
    [forget_unsent] There is no page that Notion has under { $id } yet: it was made here and not sent. “keepsake records undo” takes it back.
    [forget_while_importing] An import is under way and may be reading this page. Nothing was forgotten. Wait for its end, or stop it first.
    [not_a_day] “{ $value }” is no day. Write it as 2026-05-03.
    [needs_yes_forget] Forgetting has to be confirmed. Nobody can be asked here: add --yes.
    [not_a_version] “{ $value }” names no version. Give the number of one, a day as 2026-05-03, or a moment as 2026-05-03T10:00:00Z.
    [no_such_column] This database has no property “{ $name }”. Take what asks for it out of the view.
    [no_such_column_typed] “{ $text }” begins with no property of this database, or says nothing about it. There are: { $names }.
    [no_such_condition] That cannot be asked of “{ $name }”: { $value }
    [no_value] Say what “{ $name }” is to be compared with.
    [not_a_number] “{ $value }” is no number, and “{ $name }” is compared with numbers.
    [not_a_day_there] “{ $value }” is no day, and “{ $name }” is compared with days such as 2026-11-20.
    [no_grouping] A board cannot have columns by “{ $name }”. Choose a property with options, people or a tick box.
    [view_name_taken] There is a view “{ $name }” already. Choose another name.
    [view_without_name] A view needs a name.
    [view_name] The name of a view has at most { $count } letters, all of them visible.
    [no_such_view] There is no view “{ $name }”. There are: { $names }.
    [several_databases] Several databases are called “{ $name }”. Give the id of one: { $ids }
    [several_tables] This database has several tables. Give the id of one: { $ids }
    [not_a_moment] “{ $text }” is no moment. Syncing goes on as before.
    [webhook_public] { $value } can be reached from other computers, and what arrives there is not encrypted. Listen on 127.0.0.1 and let a tunnel or a reverse proxy with a certificate lead to it; or, if the proxy is another computer of yours, add --public.
    [webhook_paired] This connection has a verification token already, and no request may replace it. To pair anew, take it away first: keepsake webhooks forget
    [broker_url] { $value } cannot be used for { $place }. Give an origin without a path, such as https://connect.example.com. What is sent there is secret, so plain http is only for this computer, as in http://localhost:43119.
    [broker_credentials] The id and secret of the public connection are needed. Give --client-id-file and --client-secret-file, or two lines on standard input with --credentials-stdin, or the variables KEEPSAKE_BROKER_CLIENT_ID and KEEPSAKE_BROKER_CLIENT_SECRET.
    [webhook_sample] The sample workspace sends no webhooks. Connect a Notion workspace first.
    [kept_only] This page is kept here and is not in step with Notion: it cannot be changed. Choose it again to change it.
    [choice_has_profile] The rows of “{ $title }” are kept in step by the profile “{ $profile }”. Take the profile off first, or leave them selected.
    [backup_there] { $path } is there already and was left alone. Choose another name, or add --force to replace it.
    [backup_damaged] { $path } is damaged or incomplete ({ $detail }). Nothing was changed. Choose another backup.
    [backup_newer] A newer version of Keepsake made { $path }. Nothing was changed. Update Keepsake to put it back.
    [backup_foreign] { $path } is no backup of Keepsake’s ({ $detail }). Nothing was changed. Choose another file.
    [backup_unreadable] { $path } cannot be read ({ $detail }). Nothing was changed. See that it is there and that it is yours.
    [needs_yes_restore] Putting a backup back has to be confirmed. Nobody can be asked here: add --yes.
    [needs_yes_leaving] This has to be confirmed. Nobody can be asked here: add --yes.
    [setting] This setting cannot have that value. Nothing was changed.
    [needs_yes] An import has to be confirmed. Nobody can be asked here: add --yes.
    [overtaken] { $field } was changed { $newer ->
        [here] here
       *[notion] in Notion
    } since, and taking the change back would write over that. Nothing was changed. --yes takes it back all the same.
    [entry_of_another_page] That change belongs to another page, { $page }. Nothing was taken back. “keepsake records history { $id }” shows the numbers of this one.
    [needs_yes_profile] Applying a profile has to be confirmed. Nobody can be asked here: add --yes.
    [profile_refused] The profile cannot be used; nothing was changed. Mend this and try again:
        { $detail }
    [profile_name] “{ $name }” cannot be the name of a profile. Use lower case letters, digits and hyphens.
    [profile_taken] “{ $name }” comes with Keepsake and stays as it is. Choose another name.
    [profile_exists] { $path } is there already and was left alone. Choose another name.
    [file_unreadable] { $path } cannot be read ({ $detail }). Nothing was changed.
    [channels_missing] There is no folder { $path } with channels. Nothing was changed. Make it, with one YAML file for each channel, or name another one with --channels.
    [channels_refused] The channels in { $path } cannot be used; nothing was changed. Mend this and try again:
        { $detail }
    [no_channels] There are no channels in { $path }, so no row could have a “{ $field }”. Nothing was created. Put a YAML file for each channel there, or name another folder with --channels.
    [unknown_relation] The profile has no field “{ $field }”. Nothing was created.
    [schema_blocked] The profile “{ $profile }” does not fit the database “{ $title }”. Nothing was changed.
        { $detail }
    [schema_refused] Notion did not accept this: { $detail }. Nothing was changed there.
    [several_data_sources] The database { $id } has several data sources. Name one of them: { $data_sources }
    [not_a_database] { $id } is a page, not a database. Give the id of a database or of a data source.
    [no_database] Choose a database, or a page to create one in.
    [no_profile] No profile is in force{ $name ->
        [none] {""}
       *[other] {" "}that is called “{ $name }”
    }. “keepsake profile apply” puts one into force on a database, “keepsake profile create” makes a database for it.
    [several_profiles] Several profiles are in force: choose one ({ $profiles }).
    [unknown_status] “{ $value }” is neither a state nor a status of the profile. The states are { $known }.
    [unknown_view] There is no saved view “{ $value }”. There are: { $known }
    [field_value] “{ $value }” is not a field and a value. Write FIELD=VALUE, as in status=approved.
    [field] { $detail } Nothing was changed.
    [entry_in_draft] This entry stays in Draft until it fulfils the profile: { $reasons }. Nothing was changed. Mend that in Notion first.
    [nothing_to_undo] Nothing was changed here that could be taken back.
    [undone_already] This change was taken back before.
    [on_its_way] It is being sent to Notion at this moment. Nothing was changed. Try again after the next sync.
    [no_text] { $id } is a database and has no text.
    [text_not_read] The text of this page has not been read yet, so it cannot be changed safely. Nothing was changed. Run “keepsake sync --once”, then try again.
    [in_trash] This page is in the trash. Nothing was changed. Take it out first: “keepsake page restore { $id }”.
    [no_page] { $id } is a database. Only pages can be moved, put into the trash or taken out of it from here. Nothing was changed. Do it in Notion.
    [move_unsent] Notion does not have this page yet. Nothing was changed. Run “keepsake sync --once”, then move it.
    [move_into_itself] A page cannot lie inside of itself. Nothing was changed.
    [move_from_here] This page lies in a block, from where Notion lets nobody move it through its API. Nothing was changed. Move it in Notion.
    [stdin] Standard input cannot be taken as a text: { $detail }. Nothing was changed.
    [keep] “{ $path }” is neither mine, notion nor both, nor a file that can be read ({ $detail }). Nothing was changed.
    [not_both] This can only be one thing: keep mine or notion. Nothing was changed.
    [decide_each] This page needs more than one decision. Keep mine, notion or both; a file can only stand for a text or for one property. Nothing was changed.
    [conflict_changed] Something has changed since you looked, and nothing was decided. Look at it again: “keepsake conflicts”.
    [no_brake] No plan of deletions waits for an answer.
    [brake_changed] Another plan waits by now. Look at it again: “keepsake conflicts”.
    [empty_client_id] The client id is empty. It is on the page of your connection, beside its secret.
    [sign_in_ports] Other programs hold the ports where the browser would come back to ({ $ports }): { $detail } Close them and try again, or connect with a token.
    [sign_in_nobody_asked] No sign-in is under way here. Nothing was connected. Begin it in Keepsake.
    [sign_in_used] This sign-in has been used already. Nothing more was connected. Begin a new one in Keepsake.
    [sign_in_expired] The sign-in took longer than ten minutes and is over. Nothing was connected. Begin a new one.
    [sign_in_no_address] This is not an address. Copy the whole address from the browser, from http:// to its end.
    [sign_in_too_long] This address is longer than any that Notion sends. Copy it once more.
    [sign_in_other_place] This address is not the one that Keepsake sent the browser back to. Nothing was connected.
    [sign_in_no_state] This address does not say which sign-in it belongs to. Nothing was connected. Copy all of it.
    [sign_in_other_state] This address belongs to another sign-in, or somebody else made it. Nothing was connected; the sign-in here goes on.
    [sign_in_ambiguous] This address says something twice and is not believed. Nothing was connected.
    [sign_in_no_code] Notion sent the browser back without a code. Nothing was connected. Begin a new sign-in.
    [sign_in_denied] You did not allow it in Notion. Nothing was connected. You can sign in again, or connect with a token.
    [sign_in_no_pickup] This is neither the whole address nor the whole code of the page in the browser. Copy it once more.
    [sign_in_over] This sign-in is over: it took longer than five minutes after you allowed it, or was used already. Nothing was connected. Begin a new one.
    [sign_in_link_tried] Another program on this computer got hold of the link of this sign-in and tried it. It was given nothing, and nothing was connected. Look for programs you do not know, then sign in again.
    [sign_in_other_pickup] This code belongs to another sign-in. Nothing was connected. Begin a new one.
    [sign_in_broker_rests] The sign-in service cannot reach Notion at the moment. Nothing was connected. Sign in again in a while, or connect with a token.
    [no_broker] This Keepsake knows no sign-in service. Connect with a token, or sign in with an OAuth connection of your own.
    [sign_in_notion] Notion ended the sign-in ({ $reason }). Nothing was connected. Try again in a while.
    [stale_sample] The sample workspace takes no token.
   *[other] This cannot be done: { $problem }
}
error-cancelled = Stopped. What was read so far is kept.
error-internal = Something went wrong inside Keepsake ({ $detail }). What was stored is safe. The log has the details.
