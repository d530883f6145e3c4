/**
 * A key on its way to a connection: what it opened, and what becomes of it.
 *
 * The rule it protects: a key that was only tried leaves no workspace behind, and one that was here before is never removed
 * for having been pasted again; if it was forgotten then, it is so again. What another one takes the place of is forgotten,
 * never removed at once.
 */
import { announcer } from '../announce/announce.svelte';
import { asBackendError, type BackendError, type Connection } from '../backend';
import type { Session } from '../session/session.svelte';
import { t } from '../words';

/** What was here before a key was tried, by number. */
interface Before {
  connections: string[];
  forgotten: string[];
}

export class KeyTrial {
  /** What the key in the field opens. */
  accepted = $state.raw<Connection | null>(null);
  error = $state.raw<BackendError | null>(null);
  /** `null` when that is not known. */
  private readonly before: Promise<Before | null>;
  private tried: string[] = [];

  constructor(private readonly session: Session) {
    this.before = Promise.all([session.backend.connections(), session.backend.dataPlace()]).then(
      ([connections, { forgotten }]) => ({
        connections: connections.map(({ id }) => id),
        forgotten: forgotten.map(({ id }) => id),
      }),
      () => null,
    );
  }

  /** The workspace the key was asked for, if the pasted one opens another. */
  get expected(): Connection | null {
    const { connecting, connection } = this.session;
    return connecting === 'again' && this.accepted !== null && connection?.id !== this.accepted.id ? connection : null;
  }

  get ready(): boolean {
    return this.accepted !== null && this.expected === null;
  }

  /** A key has made this connection, whether or not it is still in the field. */
  note(connection: Connection): void {
    if (!this.tried.includes(connection.id)) this.tried.push(connection.id);
  }

  /** The key in the field opens this, or nothing yet. */
  accept(connection: Connection | null): void {
    this.accepted = connection;
  }

  /** Goes on with what the key opens. */
  async use(): Promise<void> {
    const { accepted } = this;
    if (accepted === null) return;
    await this.attempt(async () => {
      await this.forget((id) => id !== accepted.id);
      // Notion may count another sign-in as another connection; nothing is remembered through the first one.
      const { unticked } = this.session;
      if (unticked !== null && unticked !== accepted.id) await this.session.backend.disconnect(unticked, true);
      if (this.session.connecting === 'again' && this.session.connection?.id === accepted.id)
        await this.session.signedInAgain(accepted);
      else await this.session.show(accepted.id);
    });
  }

  /** Goes on with what the key opens, and forgets what was expected: it can be restored for a while. */
  async replace(): Promise<void> {
    const { expected } = this;
    if (expected === null) return;
    await this.attempt(async () => {
      const access = await this.session.backend.forgetWorkspace(expected.id);
      if (access === 'unanswered') announcer.alert(t('leave-access-unanswered'));
      await this.use();
    });
  }

  /** Forgets every key that was tried; true when that worked. */
  async leave(): Promise<boolean> {
    const left = await this.attempt(() => this.forget(() => true));
    if (left) this.accepted = null;
    return left;
  }

  private async forget(which: (id: string) => boolean): Promise<void> {
    const before = await this.before;
    if (before === null) return;
    const { backend } = this.session;
    for (const id of this.tried.filter((one) => which(one) && !before.connections.includes(one))) {
      await (before.forgotten.includes(id) ? backend.forgetWorkspace(id) : backend.disconnect(id, true));
      this.tried = this.tried.filter((one) => one !== id);
    }
  }

  private async attempt(work: () => Promise<void>): Promise<boolean> {
    this.error = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      this.error = asBackendError(thrown);
      return false;
    }
  }
}
