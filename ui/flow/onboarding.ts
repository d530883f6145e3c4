/**
 * The way through the first run, as a pure function from view and event to view.
 *
 * Leaves out what happens on a view, and where a workspace that is shown stands (the core knows that). The rules it
 * protects: quitting anywhere resumes there, nobody is led past a step that still needs them, and an event that a view does
 * not know changes nothing.
 */
import type { Onboarding } from '../backend';

export type View = 'welcome' | 'connect' | 'choose' | 'share' | 'import' | 'set' | 'main';

export type Event =
  | 'connectAsked'
  | 'nothingShared'
  | 'pagesAppeared'
  | 'importStarted'
  | 'importRemoved'
  | 'useAsked'
  | 'openAsked'
  | 'chooseAsked'
  | 'back'
  | 'leave';

const steps: Record<View, Partial<Record<Event, View>>> = {
  welcome: { connectAsked: 'connect' },
  connect: { back: 'welcome', leave: 'main' },
  choose: { nothingShared: 'share', importStarted: 'import', back: 'connect', leave: 'main' },
  share: { pagesAppeared: 'choose', back: 'connect', leave: 'main' },
  import: { importRemoved: 'choose', useAsked: 'set', connectAsked: 'connect' },
  set: { openAsked: 'main', connectAsked: 'connect' },
  main: { chooseAsked: 'choose', connectAsked: 'connect', importRemoved: 'choose' },
};

export function next(view: View, event: Event): View {
  return steps[view][event] ?? view;
}

/** Where the window opens, from what was finished before it was closed. */
export function resume(done: Onboarding): View {
  return done === 'done' ? 'main' : done;
}

/** The number in "Step 2 of 4"; the welcome and the main window are no steps. */
export function stepNumber(view: View): number | null {
  const numbers: Partial<Record<View, number>> = { connect: 1, choose: 2, share: 2, import: 3, set: 4 };
  return numbers[view] ?? null;
}

export const stepCount = 4;
