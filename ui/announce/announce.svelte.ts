/**
 * What a screen reader is told without moving the focus.
 *
 * Components post here; two regions at the root speak. The rule it protects: one voice, so that a fast import or a typing
 * person never queues up sentences. Polite messages with the same subject replace each other until it is quiet for a second.
 */
type Timer = ReturnType<typeof setTimeout>;

const quiet = 1000;

export class Announcer {
  polite = $state('');
  assertive = $state('');
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from what is waiting
  private readonly waiting = new Map<string, string>();
  private timer: Timer | undefined;

  /** Says `text` soon; a later message on the same subject takes its place. */
  say(subject: string, text: string): void {
    this.waiting.set(subject, text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.speak(), quiet);
  }

  /** Says `text` now, over everything else. */
  alert(text: string): void {
    this.assertive = again(this.assertive, text);
  }

  private speak(): void {
    this.polite = again(this.polite, [...this.waiting.values()].join(' '));
    this.waiting.clear();
  }
}

/** A region that gets the same text twice stays silent, so a repeated sentence is given an invisible difference. */
const again = (before: string, text: string): string => (before === text ? `${text}\u00A0` : text);

export const announcer = new Announcer();
