// `npm start`: builds Keepsake and opens its window. Without a display it builds the terminal program alone and walks
// through the sample workspace there, which is the same core.

import { buildUi, program } from './lib/build.js';
import { run } from './lib/command.js';
import { main } from './lib/main.js';
import { prepare } from './lib/setup.js';

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);

await main(hasDisplay ? openWindow : walkInTerminal);

async function openWindow() {
  await prepare({ purposes: ['core', 'window'] });
  await buildUi();
  await run('cargo', ['build', '--locked', '--package', 'keepsake-desktop']);
  await run(program('keepsake-desktop'), process.argv.slice(2));
}

async function walkInTerminal() {
  console.log('There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): showing Keepsake in the terminal.');
  await prepare({ purposes: ['core'], npm: false });
  await run('cargo', ['build', '--locked', '--package', 'keepsake-cli']);
  for (const line of [['connect'], ['import', '--all', '--yes'], ['status'], ['search', 'snails']]) {
    console.log(`\n$ keepsake --sample ${line.join(' ')}`);
    await run(program('keepsake'), ['--sample', ...line]);
  }
  console.log('\nThat was the sample workspace. To remember your own: keepsake connect --token-stdin');
}
