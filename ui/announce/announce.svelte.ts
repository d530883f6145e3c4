/**
 * What a person is told without moving the focus: spoken by two live regions at the root, and shown for a while where it is
 * the only answer to what they did.
 *
 * Components post here. The rule it protects: one voice, so that a fast import or a typing person never queues up sentences.
 * Polite messages with the same subject replace each other until it is quiet for a second.
 */
type Timer = ReturnType<typeof setTimeout>;

const quiet = 1000;
const mostShown = 3;

/** A sentence on the screen that goes away by itself. */
export interface Toast {
  id: number;
  tone: 'ok' | 'bad' | 'note';
  text: string;
  /** When it appeared, in milliseconds of a clock that never jumps. */
  at: number;
}

export class Announcer {
  polite = $state('');
  assertive = $state('');
  toasts = $state.raw<readonly Toast[]>([]);
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing is drawn from what is waiting
  private readonly waiting = new Map<string, string>();
  private timer: Timer | undefined;
  private shown = 0;

  constructor(private readonly elapsed: () => number = () => performance.now()) {}

  /** Says `text` soon; a later message on the same subject takes its place. */
  say(subject: string, text: string): void {
    this.waiting.set(subject, text);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.speak(), quiet);
  }

  /** Says and shows that something was done. */
  done(subject: string, text: string): void {
    this.say(subject, text);
    this.show('ok', text);
  }

  /** Says and shows what nobody in front of the window asked for. */
  tell(subject: string, text: string): void {
    this.say(subject, text);
    this.show('note', text);
  }

  /** Says `text` now, over everything else, and shows it. */
  alert(text: string): void {
    this.assertive = again(this.assertive, text);
    this.show('bad', text);
  }

  /** Takes a sentence off the screen. */
  dismiss(id: number): void {
    this.toasts = this.toasts.filter((toast) => toast.id !== id);
  }

  private show(tone: Toast['tone'], text: string): void {
    this.shown += 1;
    const others = this.toasts.filter((toast) => toast.text !== text);
    this.toasts = [...others, { id: this.shown, tone, text, at: this.elapsed() }].slice(-mostShown);
  }

  private speak(): void {
    this.polite = again(this.polite, [...this.waiting.values()].join(' '));
    this.waiting.clear();
  }
}

/** A region that gets the same text twice stays silent, so a repeated sentence is given an invisible difference. */
const again = (before: string, text: string): string => (before === text ? `${text}\u00A0` : text);

export const announcer = new Announcer();
