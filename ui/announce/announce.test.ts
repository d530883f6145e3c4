import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { render } from '@testing-library/svelte';
import { Announcer, announcer } from './announce.svelte';
import { nextSpoken, nothingSpoken } from './milestones';
import Toasts from './Toasts.svelte';

describe('announcements', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('wait for a second of quiet, and the last word on a subject counts', () => {
    const announcer = new Announcer();
    announcer.say('found', '3 pages');
    vi.advanceTimersByTime(900);
    announcer.say('found', '14 pages');
    announcer.say('sync', 'Up to date');
    vi.advanceTimersByTime(900);
    expect(announcer.polite).toBe('');
    vi.advanceTimersByTime(100);
    expect(announcer.polite).toBe('14 pages Up to date');
  });

  it('the same sentence twice is a change, or it would not be read again', () => {
    const announcer = new Announcer();
    announcer.alert('Stopped');
    const first = announcer.assertive;
    announcer.alert('Stopped');
    expect(announcer.assertive).not.toBe(first);
    expect(announcer.assertive.trim()).toBe('Stopped');
  });
});

describe('a message on the screen', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('goes away in its own time, however many come after it', async () => {
    render(Toasts);
    const shown = () => announcer.toasts.map(({ text }) => text);
    announcer.done('one', 'One');
    await vi.advanceTimersByTimeAsync(5000);
    announcer.done('two', 'Two');
    await vi.advanceTimersByTimeAsync(2900);
    expect(shown()).toEqual(['One', 'Two']);
    await vi.advanceTimersByTimeAsync(200);
    expect(shown()).toEqual(['Two']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(shown()).toEqual([]);
  });

  it.each([
    ['is read with the focus in it', 'focusin', 'focusout'],
    ['is pointed at', 'pointerenter', 'pointerleave'],
  ])('stays while it %s, and a moment longer', async (_what, begins, ends) => {
    const { getByRole } = render(Toasts);
    announcer.done('one', 'One');
    await vi.advanceTimersByTimeAsync(6000);
    const shown = getByRole('region');
    shown.dispatchEvent(new Event(begins, { bubbles: true }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(announcer.toasts).toHaveLength(1);
    shown.dispatchEvent(new Event(ends, { bubbles: true }));
    await vi.advanceTimersByTimeAsync(1400);
    expect(announcer.toasts).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(announcer.toasts).toEqual([]);
  });
});

describe('a long import', () => {
  it('speaks at each new phase, and at a tenth only after half a minute', () => {
    const found = nextSpoken(nothingSpoken, 'finding', 0, 0);
    expect(found).not.toBeNull();
    const reading = nextSpoken(found!, 'reading', 0.05, 1000);
    expect(reading).not.toBeNull();
    expect(nextSpoken(reading!, 'reading', 0.2, 5000), 'too soon').toBeNull();
    expect(nextSpoken(reading!, 'reading', 0.09, 60_000), 'no tenth').toBeNull();
    expect(nextSpoken(reading!, 'reading', 0.21, 31_000)).toMatchObject({ tenth: 2 });
  });
});
