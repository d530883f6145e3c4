// `npm run icons`: every raster of the icon from src-tauri/icons/icon.svg, which is the only one drawn by hand.

import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './lib/command.js';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { prepare } from './lib/setup.js';

/** What tauri.conf.json and the packages use; Tauri also makes rasters for systems we do not ship to. */
const kept = ['32x32.png', '128x128.png', '128x128@2x.png', 'icon.png', 'icon.icns', 'icon.ico'];

await main(async () => {
  await prepare({ purposes: [] });
  const made = mkdtempSync(path.join(os.tmpdir(), 'keepsake-icons-'));
  await run('npx', ['--no-install', 'tauri', 'icon', inRoot('src-tauri', 'icons', 'icon.svg'), '--output', made]);
  for (const name of kept) copyFileSync(path.join(made, name), inRoot('src-tauri', 'icons', name));
  rmSync(made, { recursive: true });
});
