import type { Status } from '../bindings';

/** What the address may ask of the fake, for looking at states that are hard to reach by hand. */
export const scenarios = [
  'fresh',
  'unshared',
  'importing',
  'waiting',
  // The disk is nearly full.
  'littleSpace',
  'stopped',
  'done',
  // With a profile in force, and nothing to decide.
  'synced',
  // With everything that can wait for a person.
  'records',
  'offline',
  // Notion answers with trouble of its own, for long.
  'trouble',
  // The keychain is locked.
  'locked',
  // The keys lie in a file, under a passphrase that nobody has typed.
  'passphrase',
  'signedOut',
  // The person stopped syncing the workspace.
  'notSynced',
  'refused',
  'damaged',
] as const;
export type Scenario = (typeof scenarios)[number];

/** What keeps a workspace from being synced, by the scenario that has it. */
export const hardships: Partial<Record<Scenario, Status['state']>> = {
  offline: 'offline',
  trouble: 'notionTrouble',
  locked: 'keychainLocked',
  passphrase: 'passphraseLocked',
};

export interface FakeOptions {
  scenario: Scenario;
  /** Pages read every tenth of a second. */
  pace: number;
  holdAt: number | null;
  /** Records of the profile; as many as are drawn when not given. */
  records?: number;
  /** Pages of the workspace; as many as are drawn when not given. */
  pages?: number;
  /** Rows of the largest database; as many as the tree says when not given. */
  rows?: number;
  /** Whether there is a service to sign in through. */
  service: boolean;
  /** Somebody wants to close the window. */
  closing: boolean;
  /** The computer runs on its battery. */
  battery: boolean;
  now: () => Date;
}

export const defaultOptions: FakeOptions = {
  scenario: 'fresh',
  pace: 7,
  holdAt: null,
  service: false,
  closing: false,
  battery: false,
  now: () => new Date(),
};

export function optionsFromAddress(search: string): FakeOptions {
  const asked = new URLSearchParams(search);
  return {
    ...defaultOptions,
    scenario: scenarios.find((one) => one === asked.get('scenario')) ?? 'fresh',
    pace: Number(asked.get('pace') ?? defaultOptions.pace),
    ...(asked.has('records') ? { records: Number(asked.get('records')) } : {}),
    ...(asked.has('pages') ? { pages: Number(asked.get('pages')) } : {}),
    ...(asked.has('rows') ? { rows: Number(asked.get('rows')) } : {}),
    service: asked.has('service'),
    closing: asked.has('closing'),
    battery: asked.has('battery'),
    holdAt: asked.has('holdAt') ? Number(asked.get('holdAt')) : null,
  };
}
