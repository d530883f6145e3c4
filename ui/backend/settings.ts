/** What the window asks of the core about settings, where everything is kept, and leaving. The shapes are the shell's own. */
import type {
  DataPlace,
  Deleted,
  ExportedWorkspace,
  Folder,
  Left,
  SecretStore,
  SettingChange,
  SettingsShown,
  WorkspaceCard,
} from './bindings';

export type {
  DataPlace,
  Deleted,
  Density,
  ExportedWorkspace,
  Folder,
  ForgottenWorkspace,
  LanguageChoice,
  NoticeKind,
  SecretStore,
  SettingChange,
  SettingName,
  SettingsShown,
  Theme,
  WorkspaceCard,
} from './bindings';

export interface SettingsCalls {
  settings(): Promise<SettingsShown>;
  /** Takes effect at once; answers with what is set then. */
  changeSetting(change: SettingChange): Promise<SettingsShown>;
  resetSettings(): Promise<SettingsShown>;
  /** The oldest first. */
  workspaceCards(): Promise<WorkspaceCard[]>;
  dataPlace(): Promise<DataPlace>;
  /** Where a key would be kept; the system may ask the person to unlock it. */
  secretStore(): Promise<SecretStore>;
  openFolder(folder: Folder): Promise<void>;
  rebuildIndex(): Promise<void>;
  /** What somebody who helps needs to know; nothing of any page. */
  diagnostics(): Promise<string>;
  /** Puts what was read into the downloads; answers with its name there. */
  saveDiagnostics(text: string): Promise<string>;
  startsAtLogin(): Promise<boolean>;
  setStartsAtLogin(start: boolean): Promise<void>;
  /** Puts everything of a workspace into a folder of the downloads; answers with its name there and what of it Notion lacks. */
  exportWorkspace(connection: string): Promise<ExportedWorkspace>;
  /** Puts a workspace aside: it can be brought back for a while. Its key is treated as by `disconnect`. */
  forgetWorkspace(connection: string, leaveKeys?: boolean): Promise<Left>;
  restoreWorkspace(connection: string): Promise<void>;
  /** Removes a workspace that was forgotten for good, before its time is over. */
  removeForgotten(connection: string): Promise<void>;
  /** Every workspace, and all that is kept on this computer. A keychain that is locked is an error, unless it may keep its keys. */
  deleteEverything(leaveKeys?: boolean): Promise<Deleted>;
}
