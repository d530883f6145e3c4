// How the parts are built. The whole workspace is always compiled with one selection of packages and one profile:
// cargo unifies features per selection, so building a part alone would compile its dependencies a second time.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { ask, run } from './command.js';
import { inRoot } from './place.js';

/** Everything: libraries, both programs, every test. */
export const wholeWorkspace = ['--workspace', '--all-targets', '--locked'];

/** The web part into dist/, which the shell embeds when it is compiled. */
export async function buildUi() {
  await run('npx', ['--no-install', 'vite', 'build', '--logLevel', 'warn']);
}

/** The shell does not compile without dist/; an old one is good enough for checking Rust. */
export async function ensureUi() {
  if (!existsSync(inRoot('dist', 'index.html'))) await buildUi();
}

export async function buildWorkspace() {
  await run('cargo', ['build', ...wholeWorkspace]);
}

/**
 * A program that has been built, or the installed one where `KEEPSAKE_PROGRAMS` names the folder.
 * @param {'keepsake' | 'keepsake-desktop'} name
 * @param {'debug' | 'release'} [profile]
 */
export function program(name, profile = 'debug') {
  const ending = process.platform === 'win32' ? '.exe' : '';
  if (process.env.KEEPSAKE_PROGRAMS) return path.join(process.env.KEEPSAKE_PROGRAMS, name + ending);
  const { output } = ask('cargo', ['metadata', '--no-deps', '--format-version', '1', '--locked']);
  return path.join(JSON.parse(output).target_directory, profile, name + ending);
}
