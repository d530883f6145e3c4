// Runs a program with an empty, unlocked keychain: `dbus-run-session -- node scripts/with-keychain.js PROGRAM ARGS...`

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ask } from './lib/command.js';
import { until } from './lib/until.js';

const [program, ...args] = process.argv.slice(2);
const home = mkdtempSync(path.join(os.tmpdir(), 'keepsake-session-'));
const environment = {
  ...process.env,
  XDG_DATA_HOME: path.join(home, 'data'),
  XDG_CONFIG_HOME: path.join(home, 'config'),
  XDG_CACHE_HOME: path.join(home, 'cache'),
  XDG_RUNTIME_DIR: home,
  MESA_SHADER_CACHE_DISABLE: 'true',
};

// In the foreground, so that it ends when we say so; it unlocks with the password it reads from stdin.
const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--components=secrets', '--unlock'], {
  env: environment,
  stdio: ['pipe', 'ignore', 'ignore'],
});
keyring.stdin.end('a password for this run');

// Whoever asks for secrets before the daemon has its name makes D-Bus start a second one, which is locked and asks a
// person for a password.
await until('the keychain is on the bus', () => hasOwner('org.freedesktop.secrets'));

const child = spawn(program, args, { env: environment, stdio: 'inherit' });
child.on('error', (error) => {
  console.error(`${program} could not be started: ${error.message}`);
  finish(1);
});
child.on('exit', (code) => finish(code ?? 1));

/** @param {number} code */
function finish(code) {
  keyring.once('exit', () => {
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
    process.exit(code);
  });
  if (!keyring.kill()) process.exit(code);
}

/** @param {string} name */
function hasOwner(name) {
  const question = ['--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.NameHasOwner', `string:${name}`];
  return ask('dbus-send', ['--session', '--print-reply=literal', ...question]).output.includes('true');
}
