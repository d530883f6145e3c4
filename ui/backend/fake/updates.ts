/** New versions of an invented program: what is found is what a test, or the address, says. */
import type { UpdateFacts, Updates, UpdateStanding } from '../updates';

const version = '0.2.0';

export class FakeUpdates implements Updates {
  restarted = false;
  private looks = true;
  private standing: UpdateStanding = { standing: 'unknown' };
  private told: (standing: UpdateStanding) => void = () => undefined;
  /** What comes of looking, fetching and installing. */
  next: { look: UpdateStanding; fetch: UpdateStanding; install: UpdateStanding } = {
    look: { standing: 'available', version, notes: 'Boards can be sorted.\nSearch knows dates.' },
    fetch: { standing: 'ready', version },
    install: { standing: 'installed', version },
  };

  stand(standing: UpdateStanding): void {
    this.standing = standing;
    this.told(standing);
  }

  async facts(): Promise<UpdateFacts> {
    return { version: '0.1.0', looksByItself: this.looks, downloadPage: 'https://example.com/keepsake' };
  }

  async watch(onStanding: (standing: UpdateStanding) => void): Promise<void> {
    this.told = onStanding;
    onStanding(this.standing);
  }

  async setLooksByItself(looks: boolean): Promise<void> {
    this.looks = looks;
  }

  async look(): Promise<void> {
    this.stand(this.next.look);
  }

  async fetch(): Promise<void> {
    this.stand(this.next.fetch);
  }

  async install(): Promise<void> {
    this.stand(this.next.install);
  }

  async restart(): Promise<void> {
    this.restarted = true;
  }
}
