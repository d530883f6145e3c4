/**
 * A key on its way to a connection: what it opened, and what becomes of it.
 *
 * The rule it protects: a key that was only tried leaves no workspace behind, and one that was here before is never removed
 * for having been pasted again; if it was forgotten then, it is so again. What another one takes the place of is forgotten,
 * never removed at once. That holds for what arrives when nobody waits for it any more, too.
 */
import { told } from '../announce/alert-of';
import { announcer } from '../announce/announce.svelte';
import { asBackendError, type Backend, type BackendError, type Connection } from '../backend';
import type { Session } from '../session/session.svelte';
import { t } from '../words';

/** What was here before a key was tried, by number. */
interface Before {
  connections: string[];
  forgotten: string[];
}

/** What trials have still to hear of or to forget. */
const open = new WeakMap<Backend, Promise<unknown>>();

export class KeyTrial {
  /** What the key in the field opens. */
  accepted = $state.raw<Connection | null>(null);
  error = $state.raw<BackendError | null>(null);
  /** `null` when that is not known. */
  private readonly before: Promise<Before | null>;
  private tried: string[] = [];
  /** Nobody waits for it any more; what was on show then stays. */
  private over: Promise<string | null> | null = null;

  constructor(private readonly session: Session) {
    const { backend } = session;
    // What an earlier one leaves behind for a moment was not here before.
    const earlier = open.get(backend) ?? Promise.resolve();
    this.before = earlier
      .then(() => Promise.all([backend.connections(), backend.dataPlace()]))
      .then(
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

  /** What this key opens; nothing when nobody waits for it any more. */
  check(token: string): Promise<Connection | null> {
    return this.outlasting(async () => {
      await this.before;
      if (this.over) return null;
      const connection = await this.session.backend.connectToken(token);
      await this.note(connection);
      return this.over ? null : connection;
    });
  }

  /** A key has made this connection, whether or not it is still in the field. */
  async note(connection: Connection): Promise<void> {
    if (!this.tried.includes(connection.id)) this.tried.push(connection.id);
    if (this.over) await this.forgetLeft(this.over);
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
      const { access } = await this.session.backend.forgetWorkspace(expected.id);
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

  /** Nobody waits for it any more: forgets what was tried and is not on show, now and when it arrives. */
  end(): void {
    // While a view goes, what is read is what was before.
    this.over = Promise.resolve().then(() => this.session.connection?.id ?? null);
    void this.forgetLeft(this.over);
  }

  private forgetLeft(over: Promise<string | null>): Promise<void> {
    return this.outlasting(async () => {
      const shown = await over;
      await told(() => this.forget((id) => id !== shown));
    });
  }

  /** Does what the next trial has to wait for when this one is over. */
  private outlasting<Result>(work: () => Promise<Result>): Promise<Result> {
    const { backend } = this.session;
    const done = work();
    open.set(backend, Promise.allSettled([open.get(backend), done]));
    return done;
  }

  private async forget(which: (id: string) => boolean): Promise<void> {
    if (this.tried.length === 0) return;
    const before = await this.before;
    if (before === null) return;
    const { backend } = this.session;
    for (const id of this.tried.filter((one) => which(one) && !before.connections.includes(one))) {
      // Nothing else is to forget it at the same time.
      this.tried = this.tried.filter((one) => one !== id);
      try {
        await (before.forgotten.includes(id) ? backend.forgetWorkspace(id) : backend.disconnect(id, true));
      } catch (thrown) {
        if (asBackendError(thrown).code === 'not_connected') continue;
        this.tried.push(id);
        throw thrown;
      }
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
