import { asBackendError, type BackendError } from '../backend';
import { fetchLater } from '../later.svelte';
import type { Session } from '../session/session.svelte';

/** Opening the built-in workspace, from wherever it is offered. */
export class SampleOpening {
  opening = $state(false);
  error = $state.raw<BackendError | null>(null);

  constructor(private readonly session: Session) {}

  async open(): Promise<void> {
    this.opening = true;
    this.error = null;
    try {
      await this.session.show((await this.session.backend.connectSample()).id);
    } catch (thrown) {
      // A window that has just started has no words for it yet.
      await fetchLater();
      this.error = asBackendError(thrown);
    } finally {
      this.opening = false;
    }
  }
}
