import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FakeBackend } from './fake';
import { firstView } from './first-view';

class Navigation {
  constructor(readonly type: string) {}
}

beforeEach(async () => {
  const backend = new FakeBackend({});
  window.__KEEPSAKE_FIRST_VIEW__ = { start: await backend.start(), settings: await backend.settings() };
  vi.stubGlobal('PerformanceNavigationTiming', Navigation);
});
afterEach(() => {
  delete window.__KEEPSAKE_FIRST_VIEW__;
  vi.unstubAllGlobals();
});

function loadedBy(type: string) {
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([new Navigation(type)] as unknown as PerformanceEntryList);
}

it('is what the shell handed over with the window', () => {
  loadedBy('navigate');
  expect(firstView()?.start.onboarding).toBe('welcome');
});

it('is asked for by a page that is loaded again', () => {
  loadedBy('reload');
  expect(firstView()).toBeNull();
});

it('is asked for where there was no core to tell it', () => {
  loadedBy('navigate');
  delete window.__KEEPSAKE_FIRST_VIEW__;
  expect(firstView()).toBeNull();
});
