/** Settings, places and leaving in memory, with the promises of the real ones. */
import type { Connection, Left, Status } from '../backend';
import { BackendError } from '../errors';
import { FakeBackups } from './backups';
import type {
  DataPlace,
  Deleted,
  ExportedWorkspace,
  Folder,
  ForgottenWorkspace,
  SecretStore,
  SettingChange,
  SettingsCalls,
  SettingsShown,
  WorkspaceCard,
} from '../settings';

const atFirst: SettingsShown = {
  syncEverySeconds: 60,
  sparing: true,
  theme: 'system',
  density: 'compact',
  textPercent: 100,
  language: 'system',
  quiet: [],
  namePages: false,
  fixed: [],
};
const days = 86_400_000;

export abstract class FakeSettings extends FakeBackups implements SettingsCalls {
  /** What the configuration decides. */
  fixed: SettingsShown['fixed'] = [];
  readonly openedFolders: Folder[] = [];
  readonly savedTexts: string[] = [];
  readonly exported: string[] = [];
  /** What an export finds that Notion does not have. */
  ownEdits = 0;
  newPages = 0;
  rebuilt = 0;
  private set = atFirst;
  private atLogin = false;
  private bin: { connection: Connection; at: Date }[] = [];

  abstract connections(): Promise<Connection[]>;
  abstract status(connection: string): Promise<Status>;
  abstract disconnect(connection: string, remove: boolean, leaveKeys?: boolean): Promise<Left>;
  /** Puts a connection that was there before among the others again. */
  protected abstract bringBack(connection: Connection): void;

  /** Notion is looked at when the window is opened, not by the clock. */
  protected get looksWhenOpened(): boolean {
    return this.set.syncEverySeconds === null;
  }

  async settings(): Promise<SettingsShown> {
    return { ...this.set, fixed: this.fixed };
  }

  async changeSetting(change: SettingChange): Promise<SettingsShown> {
    if (change.setting === 'notice') {
      const { kind, on } = change.value;
      const others = this.set.quiet.filter((one) => one !== kind);
      this.set = { ...this.set, quiet: on ? others : [...others, kind] };
    } else this.set = { ...this.set, [change.setting]: change.value };
    return this.settings();
  }

  async resetSettings(): Promise<SettingsShown> {
    this.set = atFirst;
    return this.settings();
  }

  async workspaceCards(): Promise<WorkspaceCard[]> {
    const all = await this.connections();
    return Promise.all(all.map(async (connection) => ({ connection, status: await this.status(connection.id), databases: 12 })));
  }

  async secretStore(): Promise<SecretStore> {
    return 'keychain';
  }

  async dataPlace(): Promise<DataPlace> {
    return {
      folder: '~/.local/share/app.keepsake.desktop',
      memoryBytes: 34_800_000,
      fileBytes: 412_000_000,
      otherBytes: 1_200_000,
      secretStore: await this.secretStore(),
      forgotten: this.bin.map(({ connection, at }): ForgottenWorkspace => ({
        id: connection.id,
        workspaceName: connection.workspaceName,
        forgottenTime: at.toISOString(),
        removedTime: new Date(at.getTime() + 30 * days).toISOString(),
      })),
    };
  }

  async openFolder(folder: Folder): Promise<void> {
    this.openedFolders.push(folder);
  }

  async rebuildIndex(): Promise<void> {
    this.rebuilt += 1;
  }

  async diagnostics(): Promise<string> {
    return JSON.stringify({ program: 'Keepsake', version: '0.1.0', checks: [{ check: 'store', health: 'ok' }] }, null, 2);
  }

  async saveDiagnostics(text: string): Promise<string> {
    this.savedTexts.push(text);
    return 'keepsake-diagnostics.json';
  }

  async startsAtLogin(): Promise<boolean> {
    return this.atLogin;
  }

  async setStartsAtLogin(start: boolean): Promise<void> {
    this.atLogin = start;
  }

  async exportWorkspace(connection: string): Promise<ExportedWorkspace> {
    this.exported.push(connection);
    return { name: 'Keepsake Fernhill Studio 2026-11-20', ownEdits: this.ownEdits, newPages: this.newPages };
  }

  async forgetWorkspace(connection: string, leaveKeys = false): Promise<Left> {
    const left = (await this.connections()).find(({ id }) => id === connection);
    const ended = await this.disconnect(connection, true, leaveKeys);
    if (left) this.bin.push({ connection: { ...left, state: 'stopped' }, at: this.present() });
    return ended;
  }

  async restoreWorkspace(connection: string): Promise<void> {
    const found = this.bin.find((one) => one.connection.id === connection);
    this.bin = this.bin.filter((one) => one !== found);
    if (found) this.bringBack(found.connection);
  }

  /** A key of a workspace that was forgotten brings it back. */
  protected takeFromBin(connection: string): void {
    this.bin = this.bin.filter((one) => one.connection.id !== connection);
  }

  async removeForgotten(connection: string): Promise<void> {
    if (!this.bin.some((one) => one.connection.id === connection)) throw new BackendError('not_connected', { connection });
    this.bin = this.bin.filter((one) => one.connection.id !== connection);
  }

  async deleteEverything(): Promise<Deleted> {
    let left: Left = { access: 'none', keys: 'none' };
    // A file of keys goes as a whole, opened or not.
    for (const { id } of await this.connections()) left = await this.disconnect(id, true, true);
    this.bin = [];
    this.set = atFirst;
    return { ...left, remains: [] };
  }
}
