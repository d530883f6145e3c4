/** What happens around the window: it is closed, ends, and is asked for something from outside; nothing of it is real. */
import type { ClosingAnswer, Wish } from '../backend';
import { FakeTables } from './tables';
import { FakeUpdates } from './updates';

export abstract class FakeWindow extends FakeTables {
  readonly updates = new FakeUpdates();
  /** The program has ended. */
  hasQuit = false;
  /** What the shell would ask of the window. */
  wish: (wish: Wish) => void = () => undefined;
  /** The person has just closed it. */
  protected abstract readonly closesAtOnce: boolean;
  private running: boolean | null = null;

  async hearWishes(onWish: (wish: Wish) => void): Promise<void> {
    this.wish = onWish;
    if (this.closesAtOnce) onWish({ wish: 'askClosing' });
  }

  async answerClosing(answer: ClosingAnswer, remember: boolean): Promise<void> {
    if (remember && answer !== 'stay') this.running = answer === 'keepRunning';
  }

  override async resetSettings() {
    this.running = null;
    await this.updates.setLooksByItself(true);
    return super.resetSettings();
  }

  async closeWindow(): Promise<void> {
    if (this.running === null) this.wish({ wish: 'askClosing' });
    else if (!this.running) await this.quit();
  }

  async quit(): Promise<void> {
    this.hasQuit = true;
  }

  async showWindow(): Promise<void> {}
  async noteTouch(): Promise<void> {}

  async keepsRunning(): Promise<boolean | null> {
    return this.running;
  }

  async setKeepsRunning(keep: boolean): Promise<void> {
    this.running = keep;
  }
}
