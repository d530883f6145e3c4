/** The place of the keys, in memory: in one scenario a file under a passphrase that nobody has typed. */
import { BackendError } from '../errors';
import type { SecretStore } from '../settings';
import type { Scenario } from './options';

/** What opens the file of keys, where they lie in one. */
const rightPassphrase = 'fern and hill';

export class FakeKeys {
  isUnlocked = false;

  constructor(private readonly scenario: Scenario) {}

  private get isFile(): boolean {
    return this.scenario === 'passphrase';
  }

  open(): void {
    if (this.isFile && !this.isUnlocked) throw new BackendError('keychain_locked', { reason: 'passphrase' }, true);
  }

  unlock(passphrase: string | null): void {
    if (passphrase === null) this.open();
    else if (this.isFile && passphrase !== rightPassphrase)
      throw new BackendError('keychain_locked', { reason: 'wrong_passphrase' }, true);
    this.isUnlocked = true;
  }

  /** Where they lie, if not where they usually do. */
  get store(): SecretStore | null {
    return this.isFile ? 'passphraseFile' : null;
  }
}
