/** What waits for a decision in the invented studio, and what went wrong there. */
import type { Alert, Brake, ConflictDetail, HistoryEntry, ParkedChange } from '../two-way';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const conflictsAt = (now: number): ConflictDetail[] => {
  const at = (ago: number) => new Date(now - ago).toISOString();
  return [
    {
      summary: { page: 'leave', title: 'Holidays and leave', place: 'Handbook', properties: 1, segments: 1, trash: null },
      url: 'https://www.notion.so/leave',
      baseTime: at(2 * day),
      hereTime: at(26 * minute),
      notionTime: at(3 * minute),
      notionWho: 'Priya',
      properties: [{ id: '11', name: 'Review by', base: '31 Dec 2026', here: '31 Jan 2027', notion: '15 Jan 2027', options: [] }],
      segments: [
        {
          id: '12:3',
          under: 'Carrying days over',
          base: 'Unused days can be carried over until the end of March. Please tell Priya before Christmas, so that we can plan the spring.',
          here: 'Up to five unused days can be carried over until the end of March. Please tell Priya before Christmas, so that we can plan the spring.',
          notion:
            'Unused days can be carried over until the end of April. Please enter them in the planner before Christmas, so that we can plan the spring.',
        },
      ],
    },
    {
      summary: {
        page: 'rights',
        title: 'Northwind Museum: scope and rights',
        place: 'Clients',
        properties: 0,
        segments: 2,
        trash: null,
      },
      url: 'https://www.notion.so/rights',
      baseTime: at(5 * day),
      hereTime: at(20 * hour),
      notionTime: at(18 * hour),
      notionWho: 'Tomas',
      properties: [],
      segments: [
        {
          id: '13:1',
          under: 'Rights',
          base: 'The glacier sequence may be shown in the museum for five years.',
          here: 'The glacier sequence may be shown in the museum for five years, and on its website.',
          notion: 'The glacier sequence may be shown in the museum for seven years.',
        },
        {
          id: '13:4',
          under: 'Fees',
          base: 'Fees are passed on at cost.',
          here: '',
          notion: 'Fees are passed on at cost, with receipts.',
        },
      ],
    },
    {
      summary: {
        page: 'travel',
        title: 'Iceland, October: receipts',
        place: 'Travel',
        properties: 0,
        segments: 1,
        trash: 'notion',
      },
      url: 'https://www.notion.so/travel',
      baseTime: at(9 * day),
      hereTime: at(2 * hour),
      notionTime: at(hour),
      notionWho: 'Ines',
      properties: [],
      segments: [
        {
          id: '14:1',
          under: '',
          base: 'Fuel: 22,310 ISK.',
          here: 'Fuel: 22,310 ISK. Parking at the hut: 1,200 ISK.',
          notion: '',
        },
      ],
    },
  ];
};

export const brakesAt = (now: number): Brake[] => [
  {
    direction: 'here',
    database: 'Sound library',
    planned: 77,
    total: 128,
    titles: ['Wind, hut, night', 'Crampons on blue ice', 'Harbour bell, far', 'Ferry engine, idle', 'Rain on the tin roof'],
    askedTime: new Date(now - 12 * minute).toISOString(),
  },
];

export const parkedAt = (now: number, page: { id: string; title: string }): ParkedChange[] => [
  {
    id: '7',
    page: page.id,
    title: page.title,
    part: 'property',
    field: 'Priority',
    reason: 'no_permission',
    message: 'Insufficient permissions for this endpoint.',
    requestId: '5d1f9c0e-33b2-4d0c-9a51-7f1e2c4b8a90',
    since: new Date(now - 50 * minute).toISOString(),
    nextTry: null,
  },
];

export const alertsAt = (now: number): Alert[] => {
  const alert = (
    id: string,
    kind: string,
    severity: Alert['severity'],
    count: number,
    first: number,
    last: number,
    details = {},
  ): Alert => ({
    id,
    kind,
    severity,
    details,
    count,
    firstTime: new Date(now - first).toISOString(),
    lastTime: new Date(now - last).toISOString(),
    state: 'open',
  });
  return [
    alert('4', 'brake', 'warning', 1, 12 * minute, 12 * minute, { planned: '77', total: '128' }),
    alert('3', 'parked', 'warning', 3, 50 * minute, 20 * minute, { count: '1' }),
    alert('2', 'connection_lost', 'warning', 14, 5 * hour, 4 * hour, { host: 'api.notion.com' }),
    { ...alert('1', 'auth_failure', 'critical', 2, 3 * day, 3 * day + 10 * minute), state: 'cleared' },
  ];
};

export const historyAt = (now: number): HistoryEntry[] => {
  const entry = (id: string, ago: number, more: Partial<HistoryEntry>): HistoryEntry => ({
    id,
    part: 'property',
    field: '',
    origin: 'notion',
    who: null,
    time: new Date(now - ago).toISOString(),
    before: '',
    after: '',
    undoable: false,
    undone: false,
    ...more,
  });
  return [
    entry('h5', 22 * minute, { field: 'Status', origin: 'local', before: 'Composites Ready', after: 'Videos Generating', undoable: true }), // prettier-ignore
    entry('h4', 3 * hour, {
      field: 'Topic',
      who: 'Priya',
      before: 'What ice sounds like from the inside.',
      after: 'What ice sounds like from the inside, and who listens to it.',
      undoable: true,
    }),
    entry('h3', 26 * hour, { part: 'body', origin: 'merge', before: 'Open on the microphone.', after: 'Open on the contact microphone frozen into the ice.', undoable: true }), // prettier-ignore
    entry('h2', 2 * day, { field: 'Priority', origin: 'conflict', before: 'Normal', after: 'High', undoable: true }),
    entry('h1', 4 * day, { field: 'Channel', who: 'Tomas', before: '', after: 'deep-time' }),
  ];
};
