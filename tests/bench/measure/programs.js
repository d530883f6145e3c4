// The programs that are measured, each as a process of its own: ours, and other people's in the versions that the lock
// files name.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ask, CommandFailed, environment, hasCommand, run } from '../../../scripts/lib/command.js';
import { inRoot } from '../../../scripts/lib/place.js';
import { SetUpNeeded } from '../../../scripts/lib/system.js';

const here = inRoot('tests', 'bench');
const pythonHome = inRoot('target', 'bench-python');
const python = path.join(pythonHome, 'bin', 'python');

/** @typedef {{ user_seconds: number, system_seconds: number, peak_bytes: number }} Usage */
/** @typedef {{ address: string, token: string }} Place */

/** What must be there before anything is installed or built. */
export function requirePrograms() {
  if (process.platform !== 'linux') throw new SetUpNeeded('The benches read CPU time and memory from /proc: they need Linux.');
  const missing = ['python3', 'sqlite3', 'stdbuf'].filter((name) => !hasCommand(name));
  if (missing.length === 0) return;
  throw new SetUpNeeded(
    `Missing: ${missing.join(', ')}. On Debian, please type:\n\n  sudo apt-get install python3-venv sqlite3 coreutils\n`,
  );
}

/** Compiles our side; gives back the program. */
export async function buildOurs() {
  const command = ['build', '--profile', 'bench', '--locked', '--package', 'keepsake-tests', '--bin', 'keepsake-bench'];
  await run('cargo', command);
  const { output } = ask('cargo', ['metadata', '--no-deps', '--format-version', '1', '--locked']);
  return path.join(JSON.parse(output).target_directory, 'release', 'keepsake-bench');
}

/** Installs the other side. */
export async function installPeers() {
  await run('npm', ['ci', '--silent', '--no-fund', '--no-audit'], { cwd: here });
  if (!existsSync(python)) await run('python3', ['-m', 'venv', pythonHome]);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', path.join(here, 'requirements.txt')];
  await run(python, install);
}

/**
 * The walks of others: what to start, given where the API is.
 * @type {Record<'python' | 'javascript' | 'notionToMd', (place: Place) => Promise<{ pages: number, usage: Usage }>>}
 */
export const peers = {
  python: ({ address, token }) => answer(python, [path.join(here, 'peers', 'python_sdk.py'), address, token]),
  javascript: ({ address, token }) => answer(process.execPath, [path.join(here, 'peers', 'javascript_sdk.js'), address, token]),
  notionToMd: ({ address, token }) => answer(process.execPath, [path.join(here, 'peers', 'notion_to_md.js'), address, token]),
};

/**
 * Runs a program to its end and reads the JSON it prints.
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<any>}
 */
export function answer(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => reject(new CommandFailed(command, `could not be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(output));
      else reject(new CommandFailed(path.basename(command), `ended with code ${code}`));
    });
  });
}

/**
 * Serves a workspace from a process of its own for as long as `work` takes.
 * @template T
 * @param {string} ours
 * @param {string} workspace
 * @param {(place: Place) => Promise<T>} work
 */
export async function withSimulator(ours, workspace, work) {
  const child = spawn(ours, ['serve', workspace], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.on('close', resolve));
  try {
    const line = await new Promise((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      child.on('close', () => reject(new CommandFailed('keepsake-bench serve', 'ended early')));
    });
    return await work(JSON.parse(line));
  } finally {
    child.stdin.end();
    await ended;
  }
}
