// Desktop surroundings for tests on a machine that has none: a screen (Xvfb), a D-Bus session and an unlocked keychain
// (gnome-keyring) that lives in a temporary folder, so that nobody's own keychain is touched.

import { inRoot } from './place.js';
import { run } from './command.js';

/**
 * The command that runs a program inside a D-Bus session with a keychain.
 * @param {string[]} command
 * @param {{ screen?: boolean }} [options]
 */
export function inSession(command, { screen = false } = {}) {
  const session = ['dbus-run-session', '--', process.execPath, inRoot('scripts', 'with-keychain.js'), ...command];
  return screen ? ['xvfb-run', '-a', '-s', '-screen 0 1280x960x24 -nolisten tcp', ...session] : session;
}

/**
 * Runs a program inside a D-Bus session with a keychain.
 * @param {string[]} command
 * @param {{ screen?: boolean, env?: Record<string, string>, keep?: (text: string) => void }} [options]
 */
export async function runInSession(command, { screen = false, env = {}, keep } = {}) {
  const line = inSession(command, { screen });
  await run(line[0], line.slice(1), { env, keep });
}
