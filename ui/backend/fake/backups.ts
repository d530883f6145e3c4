/** Copies of the memory in memory, with the promises of the real ones. */
import type { Backup, Backups, RestoredBackup } from '../backups';
import { BackendError } from '../errors';

const folder = '~/.local/share/app.keepsake.desktop';
const hour = 3_600_000;

export abstract class FakeBackups implements Backups {
  /** How often the window began anew. */
  begun = 0;
  /** The paths of what was put back. */
  readonly restored: string[] = [];
  /** What the system's own dialog would answer. */
  chosen: Backup | null = null;
  copies: Backup[];

  constructor(protected readonly present: () => Date) {
    this.copies = [
      this.copy('memory.db.2026-11-20-170800.replaced', 0.2, { kind: 'replaced', state: 'damaged', pages: 0, workspaces: [] }),
      this.copy('keepsake-2026-11-20-0940.backup', 7.5, {}),
      this.copy('memory.db.v12.1763000000000.backup', 170, { kind: 'beforeUpdate', pages: 1_180 }),
    ];
  }

  copy(name: string, hoursAgo: number, more: Partial<Backup>): Backup {
    return {
      path: `${folder}/${name}`,
      name,
      kind: 'saved',
      state: 'good',
      made: new Date(this.present().getTime() - hoursAgo * hour).toISOString(),
      bytes: 34_800_000,
      workspaces: ['Fernhill Studio'],
      pages: 1_204,
      ...more,
    };
  }

  async saveBackup(): Promise<Backup> {
    const saved = this.copy('keepsake-2026-11-20-1708.backup', 0, {});
    this.copies = [saved, ...this.copies];
    return saved;
  }

  async backups(): Promise<Backup[]> {
    return this.copies;
  }

  async chooseBackup(): Promise<Backup | null> {
    return this.chosen;
  }

  async restoreBackup(path: string): Promise<RestoredBackup> {
    const backup = [...this.copies, this.chosen].find((one) => one?.path === path);
    if (!backup) throw new BackendError('internal');
    if (backup.state !== 'good') throw new BackendError('invalid_input', { problem: 'backup_damaged', path, detail: 'page 7' });
    this.restored.push(path);
    return { backup, replaced: `${folder}/memory.db.2026-11-20-170800.replaced` };
  }

  async startFresh(): Promise<string | null> {
    return `${folder}/memory.db.2026-11-20-170800.replaced`;
  }

  beginAnew(): void {
    this.begun += 1;
  }
}
