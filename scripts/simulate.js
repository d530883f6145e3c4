// `npm run simulate -- --schedules N [--seed S]`: runs seeded schedules against what two-way sync promises.

import { main } from './lib/main.js';
import { prepare } from './lib/setup.js';
import { simulate } from './lib/simulation.js';

await main(async () => {
  await prepare({ purposes: ['core'], npm: false });
  await simulate(process.argv.slice(2));
});
