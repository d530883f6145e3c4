/** What the window asks of the core about copies of the memory. All but saving works while the memory cannot be opened. */
import type { Backup, RestoredBackup } from './bindings';

export type { Backup, BackupKind, BackupState, RestoredBackup } from './bindings';

export interface Backups {
  /** Puts a copy of the memory into the downloads. */
  saveBackup(): Promise<Backup>;
  /** Beside the memory and in the downloads, the newest first; those that cannot be put back as well. */
  backups(): Promise<Backup[]>;
  /** The person chooses a file in the system's own dialog; null when that is called off. */
  chooseBackup(title: string): Promise<Backup | null>;
  /** One of those above takes the place of the memory, which is moved aside. The window has to begin anew then. */
  restoreBackup(path: string): Promise<RestoredBackup>;
  /** The memory is moved aside; answers with where it lies. The window has to begin anew then. */
  startFresh(): Promise<string | null>;
  /** Shows the window over what is the memory now. */
  beginAnew(): void;
}
