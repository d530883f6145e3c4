//! The border between the window and the core: which commands there are and what they look like from TypeScript.
//!
//! `--export-bindings` writes the other side of this list; a check compares it with what is committed. The rule it
//! protects: no type of the border is written by hand, on either side.

use std::path::Path;

use specta_typescript::Typescript;
use tauri::Wry;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};

use crate::commands::{
    activity, alerts, background, backup, choice, choose, connect, databases, decisions, import,
    in_step, leave, leaving, library, profiles, read, records, settings, sign_in, start_at_login,
    updates,
};
use crate::first_view::FirstView;

/// Every command, with errors thrown as they are: the page turns them into words.
pub(crate) fn commands() -> Builder<Wry> {
    Builder::<Wry>::new()
        .disable_serde_phases()
        .error_handling(ErrorHandlingMode::Throw)
        .commands(collect_commands![
            connect::start,
            connect::connections,
            connect::show_connection,
            connect::connect_token,
            connect::connect_sample,
            sign_in::has_sign_in_service,
            sign_in::begin_sign_in,
            sign_in::finish_sign_in,
            sign_in::cancel_sign_in,
            sign_in::paste_sign_in,
            sign_in::watch_refused_links,
            connect::disconnect,
            choose::refresh_catalog,
            choose::tree,
            choose::estimate,
            choice::selection,
            choice::choice_effect,
            choice::import_options,
            choice::change_choice,
            choice::not_shared,
            import::start_import,
            import::watch_run,
            import::pause_run,
            import::resume_run,
            import::stop_run,
            import::sync_now,
            import::import_again,
            import::runs,
            in_step::keeps_in_step,
            in_step::unlock_keychain,
            in_step::pause_syncing,
            in_step::resume_syncing,
            background::hear_wishes,
            background::answer_closing,
            background::close_window,
            background::quit,
            background::show_window,
            background::note_touch,
            background::keeps_running,
            background::set_keeps_running,
            read::status,
            read::search,
            read::page,
            read::copy_markdown,
            databases::data_table,
            databases::table_rows,
            databases::table_groups,
            databases::keep_view,
            databases::change_view,
            databases::remove_view,
            databases::order_views,
            databases::save_table,
            profiles::profiles,
            profiles::preview_profile,
            profiles::apply_profile,
            profiles::remove_profile,
            records::records,
            records::record,
            records::set_record,
            records::new_record,
            records::record_history,
            records::undo_change,
            records::waiting_changes,
            decisions::decisions,
            decisions::conflict,
            decisions::decide,
            decisions::answer_brake,
            decisions::retry_parked,
            decisions::attention,
            activity::hear_changes,
            activity::traffic,
            activity::problems,
            activity::retry_problem,
            activity::save_run_report,
            alerts::alerts,
            alerts::acknowledge_alert,
            updates::update_facts,
            updates::watch_updates,
            updates::set_looks_for_updates,
            updates::look_for_update,
            updates::fetch_update,
            updates::install_update,
            updates::restart_to_update,
            settings::settings,
            settings::change_setting,
            settings::reset_settings,
            settings::workspace_cards,
            settings::data_place,
            settings::secret_store,
            settings::open_folder,
            settings::rebuild_index,
            settings::diagnostics,
            settings::save_diagnostics,
            start_at_login::starts_at_login,
            start_at_login::set_starts_at_login,
            backup::save_backup,
            backup::backups,
            backup::choose_backup,
            backup::restore_backup,
            backup::start_fresh,
            leaving::export_workspace,
            leaving::forget_workspace,
            leaving::restore_workspace,
            leaving::remove_forgotten_workspace,
            leaving::delete_everything,
            leave::open_external,
            leave::save_file,
            leave::note_in_use,
            leave::make_room,
            library::find,
            library::recent,
            library::note_opened,
            library::versions,
            library::version,
            library::version_difference,
            library::forgetting,
            library::forget_page,
            library::open_file,
        ])
        .typ::<FirstView>()
}

/// Writes the TypeScript side of the commands.
///
/// # Errors
/// When a type cannot be expressed or the file cannot be written.
pub(crate) fn export(path: &Path) -> Result<(), specta_typescript::Error> {
    commands().export(Typescript::default(), path)
}
