// `npm run icons`: every raster of the icon from src-tauri/icons/icon.svg, and those that show while Keepsake runs in the
// background from src-tauri/icons/tray/*.svg. Only these drawings are made by hand.

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './lib/command.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { prepare } from './lib/setup.js';

/** What src-tauri/src/tray shows: one drawing for each mark, in pixels a side. */
const marks = { names: ['idle', 'syncing', 'paused', 'attention'], size: '32' };
/** What tauri.conf.json and the packages use; Tauri also makes rasters for systems we do not ship to. */
const kept = ['32x32.png', '128x128.png', '128x128@2x.png', 'icon.png', 'icon.icns', 'icon.ico'];

await main(async () => {
  await prepare({ purposes: [] });
  const made = mkdtempSync(path.join(os.tmpdir(), 'keepsake-icons-'));
  await run('npx', ['--no-install', 'tauri', 'icon', inRoot('src-tauri', 'icons', 'icon.svg'), '--output', made]);
  for (const name of kept) copyFileSync(path.join(made, name), inRoot('src-tauri', 'icons', name));
  for (const name of marks.names) {
    const drawing = inRoot('src-tauri', 'icons', 'tray', `${name}.svg`);
    await run('npx', ['--no-install', 'tauri', 'icon', drawing, '--png', marks.size, '--output', made]);
    copyFileSync(path.join(made, `${marks.size}x${marks.size}.png`), inRoot('src-tauri', 'icons', 'tray', `${name}.png`));
  }
  rmSync(made, { recursive: true });
});
