# What went wrong, what it means for the data, what to do. One sentence set per error code.

error-not_connected = { $connection ->
    [none] No workspace is connected yet. Connect one first, or try the sample workspace.
   *[other] There is no connection { $connection }. Look at the list of connections.
}
error-token_refused = Notion does not accept this token. Nothing was stored. Copy the secret again from Notion's connections page; it begins with “ntn_” or “secret_”.
error-needs_sign_in = Notion no longer accepts our key. Your pages are safe; syncing is paused. Connect again with a new token.
error-permission = Notion does not allow this connection to { $action }. Everything remembered so far is here. Switch the capability on in the connection's settings in Notion.
error-not_found = { $what ->
    [page] There is no page { $id } in the memory. Search for it, or import it first.
    [run] There is no run { $id }.
    [selected] Notion does not show { $id } to this connection, so nothing was changed. Share it with the connection in Notion, or check the id.
   *[other] Notion does not share this with us ({ $action }). Share it with the connection in Notion and try again.
}
error-offline = { $host } cannot be reached. Everything remembered so far is here. Check the network and try again.
error-proxy_page = Something between this computer and Notion, such as a proxy or a sign-in page, answered instead of Notion. Nothing was changed. Sign in to the network, or check the proxy, and try again.
error-rate_limited = Notion asked us to slow down. Nothing is lost. Try again in a few minutes.
error-notion_trouble = Notion answered, but not as it should ({ $action }: { $detail }). What was read so far is kept. Try again in a few minutes.
error-disk_full = The disk is full. Nothing that was stored is lost. Free some space and try again; the import goes on where it stopped.
error-unwritable = { $place } cannot be written, or not be read ({ $detail }). What was stored is safe. See that the disk is there, has room and is not write-protected, and that the folder is yours; or set KEEPSAKE_HOME to another folder. Then try again.
error-store_newer = A newer version of Keepsake wrote the memory in { $path }. It was not touched. Update Keepsake to open it.
error-store_damaged = The memory file could not be read ({ $detail }). It was not touched. Copies made before an update lie beside it, in { $path }.
error-store_drifted = Something other than Keepsake changed the structure of the memory ({ $detail }). It was not touched. Put back a copy from { $path }.
error-owner_busy = { $action ->
    [pause] Another Keepsake{ $owner } does this import, so it can be paused only there. Stopping it works from here, too.
    [resume] Another Keepsake{ $owner } holds this import, so it can go on only there. Stopping it works from here, too.
    [wait] Another Keepsake{ $owner } has this memory open and does not take up what was asked. Nothing was changed. Close it and try again.
   *[other] Another Keepsake is working with this memory right now. Nothing was changed. Wait until it has finished, or use its window.
}
error-keychain_locked = The place where your token is kept is locked. Everything remembered so far is here. Unlock it and try again.
error-keychain_missing = There is no place to keep a token safely on this computer ({ $detail }). Nothing was stored.
error-invalid_input = { $problem ->
    [empty_token] The token is empty. Paste the whole secret from Notion's connections page.
    [token_shape] This does not look like a token: it has spaces or other characters a token never has. Paste the secret alone.
    [not_an_id] “{ $value }” is not a Notion id. An id has 32 digits and letters, as at the end of a page's address.
    [several_connections] There is more than one connection: choose one ({ $connections }).
    [empty_search] There is nothing to search for. Give at least one word.
    [settings] The settings cannot be used. { $place }: { $detail }
    [plain_http] { $detail } (from { $place }) is not protected: on the way, anybody could read your token. Nothing was sent. Use an address that begins with https://; plain http is only for this computer, as in http://127.0.0.1.
    [no_home] This system has no usual folder for data. Set KEEPSAKE_HOME to the folder to use.
    [export_path] The folder { $path } cannot be written: { $detail }
    [export_foreign] { $path } was not made by Keepsake and is left alone. Choose another folder.
    [export_inside_home] { $path } lies inside Keepsake's own data folder. Choose another folder.
    [unknown_workspace] There is no simulated workspace “{ $value }”.
    [usage] { $detail }
    [needs_token] A token is needed. Nobody can be asked here: pipe it in and add --token-stdin.
    [port] Port { $value } cannot be used: { $detail }
    [link] This address cannot be opened.
    [needs_yes] An import has to be confirmed. Nobody can be asked here: add --yes.
    [stale_sample] The sample workspace takes no token.
   *[other] This cannot be done: { $problem }
}
error-cancelled = Stopped. What was read so far is kept.
error-internal = Something went wrong inside Keepsake ({ $detail }). What was stored is safe. The log has the details.
