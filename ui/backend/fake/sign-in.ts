/** A browser that somebody else plays: it comes back when a test, or the person at the address bar, says so. */
import type { Connection, OwnClient, SignInBegun } from '../backend';
import { BackendError } from '../errors';

export class FakeBrowser {
  private came: {
    promise: Promise<Connection>;
    resolve: (connection: Connection) => void;
    reject: (error: BackendError) => void;
  } | null = null;

  begin(client: OwnClient | null, service: boolean): SignInBegun {
    this.cancel();
    if (client === null && !service) throw new BackendError('invalid_input', { problem: 'no_broker' });
    let resolve: (connection: Connection) => void = () => undefined;
    let reject: (error: BackendError) => void = () => undefined;
    const promise = new Promise<Connection>((fulfil, refuse) => {
      resolve = fulfil;
      reject = refuse;
    });
    // Nobody has to be waiting for it yet.
    promise.catch(() => undefined);
    this.came = { promise, resolve, reject };
    return { address: 'https://api.notion.com/v1/oauth/authorize?client_id=fake&state=fake', isOpened: true };
  }

  finish(): Promise<Connection> {
    return this.came?.promise ?? Promise.reject(new BackendError('cancelled'));
  }

  cancel(): void {
    this.came?.reject(new BackendError('cancelled'));
    this.came = null;
  }

  /** The person allowed it. */
  allow(connection: Connection): void {
    this.came?.resolve(connection);
  }

  /** The sign-in ended in another way. */
  end(problem: string): void {
    this.came?.reject(new BackendError('invalid_input', { problem }));
  }
}
