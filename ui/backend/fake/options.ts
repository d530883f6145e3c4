/** What the address may ask of the fake, for looking at states that are hard to reach by hand. */
export const scenarios = [
  'fresh',
  'unshared',
  'importing',
  'waiting',
  'stopped',
  'done',
  'offline',
  'signedOut',
  'refused',
] as const;
export type Scenario = (typeof scenarios)[number];

export interface FakeOptions {
  scenario: Scenario;
  /** Pages read every tenth of a second. */
  pace: number;
  holdAt: number | null;
  now: () => Date;
}

export const defaultOptions: FakeOptions = { scenario: 'fresh', pace: 7, holdAt: null, now: () => new Date() };

export function optionsFromAddress(search: string): FakeOptions {
  const asked = new URLSearchParams(search);
  return {
    ...defaultOptions,
    scenario: scenarios.find((one) => one === asked.get('scenario')) ?? 'fresh',
    pace: Number(asked.get('pace') ?? defaultOptions.pace),
    holdAt: asked.has('holdAt') ? Number(asked.get('holdAt')) : null,
  };
}
