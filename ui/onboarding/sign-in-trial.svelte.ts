/**
 * A sign-in in the system's browser: begun, waited for, called off.
 *
 * Leaves out what becomes of the connection that it makes (`key-trial.svelte.ts`). The rule it protects: a sign-in that
 * nobody waits for any more is over in the core, too, and a connection that comes of it late is told of as such.
 */
import { asBackendError, type Backend, type BackendError, type Connection, type OwnClient, type SignInBegun } from '../backend';

/** After this many milliseconds the person may have lost sight of the browser. */
const long = 5 * 60_000;

/** The sign-in that is just beginning. */
const beginning = new WeakMap<Backend, Promise<unknown>>();

export class SignInTrial {
  /** Where the browser was sent, while it is waited for. */
  address = $state<string | null>(null);
  isOpened = $state(true);
  /** It takes long: another try is offered. */
  isSlow = $state(false);
  /** Why there is no connection. */
  error = $state.raw<BackendError | null>(null);
  /** Why what was pasted is not believed. */
  pasteError = $state.raw<BackendError | null>(null);
  /** The client of the last try, for another one. */
  client: OwnClient | null = null;
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly backend: Backend,
    /** A sign-in has made this connection, whether or not anybody still waits for it. */
    private readonly noted: (connection: Connection) => void,
    private readonly connected: (connection: Connection) => void,
  ) {}

  /** Begins, in place of one that is waited for; without a client through the sign-in service. */
  async begin(client: OwnClient | null): Promise<void> {
    const turn = this.rest();
    this.client = client;
    this.error = null;
    this.pasteError = null;
    try {
      const begun = await this.beginNext(client, turn);
      if (begun === null) return;
      this.address = begun.address;
      this.isOpened = begun.isOpened;
      this.timer = setTimeout(() => (this.isSlow = true), long);
      const connection = await this.backend.finishSignIn();
      this.noted(connection);
      if (turn === this.turn) this.connected(connection);
    } catch (thrown) {
      const error = asBackendError(thrown);
      if (turn === this.turn && error.code !== 'cancelled') this.error = error;
    } finally {
      if (turn === this.turn) this.rest();
    }
  }

  /** The person said no in Notion. */
  get isDenied(): boolean {
    return this.error?.details.problem === 'sign_in_denied';
  }

  /** Begins once more as the last time. */
  again(): Promise<void> {
    return this.begin(this.client);
  }

  async paste(text: string): Promise<void> {
    this.pasteError = null;
    try {
      await this.backend.pasteSignIn(text);
    } catch (thrown) {
      this.pasteError = asBackendError(thrown);
    }
  }

  /** Calls off what is waited for. */
  async leave(): Promise<void> {
    this.error = null;
    const isWaitedFor = this.address !== null;
    // One that is just beginning is called off as soon as it has begun.
    this.rest();
    if (isWaitedFor) await this.backend.cancelSignIn();
  }

  /**
   * Begins when none is just beginning any more, so that the one that began last is the one that is waited for; nothing when
   * it was called off meanwhile.
   */
  private beginNext(client: OwnClient | null, turn: number): Promise<SignInBegun | null> {
    const earlier = beginning.get(this.backend) ?? Promise.resolve();
    const begun = earlier.then(async () => {
      if (turn !== this.turn) return null;
      const answer = await this.backend.beginSignIn(client);
      if (turn === this.turn) return answer;
      await this.backend.cancelSignIn();
      return null;
    });
    beginning.set(this.backend, Promise.allSettled([begun]));
    return begun;
  }

  private rest(): number {
    clearTimeout(this.timer);
    this.address = null;
    this.isSlow = false;
    return ++this.turn;
  }
}
