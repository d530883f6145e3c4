/** Replacing the memory: what is under way, what came of it, and why it did not work. Once it is done only going on is left. */
import { asBackendError, type Backend, type BackendError } from '../backend';

export class Replacing {
  working = $state(false);
  error = $state.raw<BackendError | null>(null);
  done = $state(false);
  /** Where the memory lies that was replaced. */
  kept = $state<string | null>(null);

  constructor(private readonly backend: Backend) {}

  /** Puts a copy in the place of the memory. */
  restore(path: string): Promise<void> {
    return this.replace(async () => (await this.backend.restoreBackup(path)).replaced);
  }

  /** Begins with an empty memory. */
  startFresh(): Promise<void> {
    return this.replace(() => this.backend.startFresh());
  }

  /** Closes the question, unless something is under way; once it is done, everything begins anew. */
  leave(close: () => void): void {
    if (this.working) return;
    if (this.done) this.backend.beginAnew();
    else close();
  }

  private async replace(work: () => Promise<string | null>): Promise<void> {
    this.working = true;
    this.error = null;
    try {
      this.kept = await work();
      this.done = true;
    } catch (thrown) {
      this.error = asBackendError(thrown);
    } finally {
      this.working = false;
    }
  }
}
