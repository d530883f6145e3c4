// `npm run fix`: formats everything and applies what the linters can repair by themselves.

import { run } from './lib/command.js';
import { main } from './lib/main.js';
import { prepare } from './lib/setup.js';

await main(async () => {
  await prepare({ purposes: ['core'] });
  await run('cargo', ['fmt', '--all']);
  await run('npx', ['--no-install', 'eslint', '--fix', '.']);
  await run('npx', ['--no-install', 'prettier', '--write', '--log-level', 'warn', '.']);
});
