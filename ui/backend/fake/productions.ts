/** The videos of the invented studio: 186 rows of a database under the built-in profile, the same at every start. */
import type { Profile, ProfileState, Reason, RecordRow, RecordState } from '../two-way';
import { Chance } from './random';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const channels = ['deep-time', 'small-wonders', 'quiet-machines'];
export const priorities = ['Low', 'Normal', 'High'];

const state = (state: RecordState, names: string[], next: RecordState[], written = names[0]): ProfileState => ({ state, names, written, next }); // prettier-ignore

export const states: ProfileState[] = [
  state('draft', ['Draft', 'Ready for Planning'], ['pending']),
  state('pending', ['Queued'], ['processing', 'draft']),
  state(
    'processing',
    ['Processing', 'Assets Generating', 'Assets Ready', 'Composites Creating', 'Composites Ready', 'Videos Generating', 'Videos Ready', 'Audio Generating', 'Audio Ready', 'SFX Generating', 'SFX Ready', 'Assembling Video', 'Uploading'], // prettier-ignore
    ['awaiting_review', 'completed', 'failed', 'retry'],
  ),
  state('awaiting_review', ['Ready for Review', 'Under Review'], ['approved', 'rejected']),
  state('approved', ['Review Approved'], ['processing', 'completed']),
  state('rejected', ['Review Rejected'], ['draft', 'pending']),
  state('completed', ['Upload Complete', 'Archived'], []),
  state(
    'failed',
    ['Error: Invalid Input', 'Error: API Failure', 'Error: Manual Review'],
    ['draft', 'retry'],
    'Error: Manual Review',
  ),
  state('retry', ['Error: Retriable'], ['pending', 'processing', 'failed']),
];

export const stateOf = (name: string): RecordState => states.find(({ names }) => names.includes(name))?.state ?? 'draft';

const all = { statuses: [], statusBegins: '', priorities: [], channels: [] };

export const profile: Profile = {
  id: '1',
  name: 'video-production',
  dataSource: '00000042-0000-4000-8000-000000000000',
  title: 'Video pipeline',
  icon: '🎬',
  url: 'https://www.notion.so/video-pipeline',
  records: 186,
  fields: [
    { key: 'title', name: 'Title', owner: 'notion', writable: false, givenWhenNew: true, required: true, options: [] },
    { key: 'channel', name: 'Channel', owner: 'notion', writable: false, givenWhenNew: true, required: true, options: channels },
    { key: 'topic', name: 'Topic', owner: 'notion', writable: false, givenWhenNew: true, required: true, options: [] },
    {
      key: 'story_direction',
      name: 'Story Direction',
      owner: 'notion',
      writable: false,
      givenWhenNew: true,
      required: false,
      options: [],
    },
    { key: 'status', name: 'Status', owner: 'here', writable: true, givenWhenNew: true, required: true, options: states.flatMap(({ names }) => names) }, // prettier-ignore
    { key: 'priority', name: 'Priority', owner: 'here', writable: true, givenWhenNew: true, required: true, options: priorities },
  ],
  states,
  views: [
    { name: 'All Errors', keeps: { ...all, statusBegins: 'Error:' } },
    { name: 'Ready for Review', keeps: { ...all, statuses: ['Ready for Review'] } },
    { name: 'High Priority', keeps: { ...all, priorities: ['High'] } },
    ...channels.map((channel) => ({ name: channel, keeps: { ...all, channels: [channel] } })),
  ],
};

/** Title, channel, exact status, how long it has it. */
type Known = [string, 0 | 1 | 2, string, number];
const known: Known[] = [
  ['The ferry that never sank', 2, 'Draft', 2 * day],
  ['Moss that drinks fog', 1, 'Draft', 2 * day],
  ['How maps learned to lie', 0, 'Draft', 3 * day],
  ['A clock for ten thousand years', 2, 'Ready for Planning', 5 * day],
  ['Where salt comes from', 0, 'Ready for Planning', 6 * day],
  ['Why owls are silent', 1, 'Queued', 4 * minute],
  ['The first lighthouse', 2, 'Queued', 12 * minute],
  ['Rivers that run uphill', 0, 'Queued', 26 * minute],
  ['Inside a pipe organ', 2, 'Queued', hour],
  ['What a root knows', 1, 'Queued', hour + 20 * minute],
  ['Ice that burns', 0, 'Queued', 2 * hour],
  ['The last mammoth island', 0, 'Assets Generating', 8 * minute],
  ['How bees measure', 1, 'Assets Generating', 31 * minute],
  ['Why glaciers sing', 0, 'Videos Generating', 22 * minute],
  ['A bridge of roots', 1, 'Audio Ready', 3 * minute],
  ['Bells under water', 0, 'Uploading', minute],
  ['Snow, in six shapes', 1, 'Ready for Review', 40 * minute],
  ['The lift that never stops', 2, 'Ready for Review', 3 * hour],
  ['Amber, slowly', 0, 'Ready for Review', day],
  ['Paper from wasps', 1, 'Under Review', 30 * hour],
  ['The sea under the desert', 0, 'Review Approved', 18 * minute],
  ['How a key remembers', 2, 'Review Approved', 2 * hour],
  ['Lichen time', 1, 'Review Approved', 5 * hour],
  ['Three ways to fold a wing', 1, 'Error: API Failure', 9 * minute],
  ['The weight of a cloud', 0, 'Error: API Failure', 14 * minute],
  ['Sand, counted', 0, 'Error: Invalid Input', 16 * minute],
  ['Engines without fire', 2, 'Error: Retriable', 21 * minute],
  ['Stone that floats', 0, 'Error: Retriable', 33 * minute],
];
const begin = ['Why', 'How', 'When', 'Where'];
const things = [
  'glaciers',
  'owls',
  'bees',
  'rivers',
  'bells',
  'mosses',
  'maps',
  'engines',
  'keys',
  'clouds',
  'whales',
  'pines',
  'tides',
];
const doings = ['remember', 'sleep', 'count', 'travel', 'forget', 'learn', 'breathe', 'age', 'turn', 'wait'];
const topics = ['What it sounds like from the inside, and who listens.', 'A short history with one surprising measurement.', 'The people who look after it, and what they would miss.', 'How it was found twice, a hundred years apart.']; // prettier-ignore

const reason = (kind: Reason['kind'], field: string, text: string, more: Partial<Reason> = {}): Reason => ({
  kind,
  field,
  text,
  found: '',
  suggestion: '',
  length: null,
  limit: null,
  ...more,
});

/** Rows that somebody moved to Queued although something is missing. */
const unready: { title: string; channel: string; ago: number; reasons: Reason[] }[] = [
  {
    title: 'The city under the lake',
    channel: 'deep-tme',
    ago: 40 * minute,
    reasons: [reason('unknownChannel', 'Channel', 'Unknown channel: deep-tme', { found: 'deep-tme', suggestion: 'deep-time' })],
  },
  {
    title: '',
    channel: 'small-wonders',
    ago: 2 * hour,
    reasons: [reason('missing', 'Title', 'Missing Title'), reason('missing', 'Topic', 'Missing Topic')],
  },
  {
    title: 'Seven things a tide pool does before breakfast',
    channel: 'small-wonders',
    ago: 5 * hour,
    reasons: [reason('tooLong', 'Topic', 'Topic is too long: 1208 of 1000 characters', { length: 1208, limit: 1000 })],
  },
  {
    title: 'The quietest room on earth',
    channel: '',
    ago: day,
    reasons: [reason('missing', 'Channel', 'Missing Channel')],
  },
];

export function productions(now: number, rows = profile.records): RecordRow[] {
  const chance = new Chance(26);
  const made: RecordRow[] = [];
  const add = (title: string, channel: string, notionStatus: string, ago: number, more: Partial<RecordRow> = {}) => {
    const id = `1000${(made.length + 1).toString(16).padStart(4, '0')}-0000-4000-8000-000000000000`;
    const updated = new Date(now - ago).toISOString();
    made.push({
      id,
      title,
      channel,
      topic: chance.pick(topics),
      state: stateOf(notionStatus),
      notionStatus,
      priority: ['Low', 'Normal', 'Normal', 'Normal', 'High'][chance.below(5)],
      createdTime: new Date(now - ago - (3 + chance.below(60)) * day).toISOString(),
      updatedTime: updated,
      stateSince: updated,
      valid: true,
      reasons: [],
      waiting: 0,
      conflict: false,
      ...more,
    });
  };
  for (const [title, channel, status, ago] of known) add(title, channels[channel], status, ago);
  for (const one of unready)
    add(one.title, one.channel, 'Queued', one.ago, { state: 'draft', valid: false, reasons: one.reasons, priority: 'Normal' });
  for (let index = 0; made.length < rows; index += 1) {
    const title = `${begin[index % 4]} ${things[(index * 5) % 13]} ${doings[(index * 3) % 10]}`;
    const late = index < 18;
    add(
      index < 130 ? title : `${title}, ${Math.floor(index / 130) + 1}`,
      channels[chance.below(3)],
      late ? 'Draft' : chance.below(5) === 0 ? 'Archived' : 'Upload Complete',
      (late ? 7 + index : 2 + index) * day,
    );
  }
  return made.sort((one, other) => (other.updatedTime ?? '').localeCompare(one.updatedTime ?? ''));
}
