/** The window's one clock: coarse, so that "2 min ago" stays true without a timer in every row. */
import { createSubscriber } from 'svelte/reactivity';

const coarse = 60_000;

class Clock {
  private readonly subscribe = createSubscriber((update) => {
    const timer = setInterval(update, coarse);
    return () => clearInterval(timer);
  });

  get now(): Date {
    this.subscribe();
    return new Date();
  }

  /** Milliseconds that never jump, for measuring. */
  elapsed(): number {
    return performance.now();
  }
}

export const clock = new Clock();
