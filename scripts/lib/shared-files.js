// What comes with the terminal program: its manual and what shells need to complete its commands, made by the program itself.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ask, run } from './command.js';

/** The names that shells look for. */
const completions = { bash: 'keepsake', zsh: '_keepsake', fish: 'keepsake.fish', powershell: '_keepsake.ps1' };

/**
 * @param {string} program the terminal program
 * @param {string} folder what is made anew
 */
export async function makeSharedFiles(program, folder) {
  rmSync(folder, { recursive: true, force: true });
  const manual = path.join(folder, 'man', 'man1');
  await run(program, ['manual', '--folder', manual]);
  for (const page of readdirSync(manual).map((name) => path.join(manual, name))) {
    // Debian wants manual pages compressed (Debian Policy, 12.1).
    writeFileSync(`${page}.gz`, gzipSync(readFileSync(page), { level: 9 }));
    rmSync(page);
  }
  const scripts = path.join(folder, 'completions');
  mkdirSync(scripts, { recursive: true });
  for (const [shell, name] of Object.entries(completions)) {
    const { ok, output } = ask(program, ['completions', shell]);
    if (!ok) throw new Error(`There are no completions for ${shell}.`);
    writeFileSync(path.join(scripts, name), `${output}\n`);
  }
}
