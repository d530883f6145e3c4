// Runs other programs. Output goes straight to the terminal unless it is asked for; a program that fails is an error
// that names the command, never a silent exit code.

import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './place.js';

/** rustup installs here, and a shell that was open before does not know yet. */
const cargoHome = process.env.CARGO_HOME ?? path.join(os.homedir(), '.cargo');
const onWindows = process.platform === 'win32';

/** The environment every program is started with. */
export const environment = {
  ...process.env,
  PATH: [process.env.PATH, path.join(cargoHome, 'bin')].filter(Boolean).join(path.delimiter),
};

export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {string} why
   */
  constructor(command, why) {
    super(`\`${command}\` ${why}`);
    this.name = 'CommandFailed';
  }
}

/**
 * Runs a program to its end and shows what it prints, or hands it to `keep` as it comes.
 * @param {string} command
 * @param {string[]} [args]
 * @param {{ env?: Record<string, string>, cwd?: string, keep?: (text: string) => void }} [options]
 */
export function run(command, args = [], { env = {}, cwd = root, keep } = {}) {
  const shown = [command, ...args].join(' ');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...environment, ...env },
      stdio: keep ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: onWindows && !path.isAbsolute(command),
    });
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => keep?.(text));
    child.on('error', (error) => reject(new CommandFailed(shown, `could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(undefined);
      else reject(new CommandFailed(shown, signal ? `was ended by ${signal}` : `ended with code ${code}`));
    });
  });
}

/**
 * Runs a program quietly and gives back what it printed.
 * @param {string} command
 * @param {string[]} [args]
 * @param {{ cwd?: string }} [options]
 * @returns {{ ok: boolean, output: string, errors: string }}
 */
export function ask(command, args = [], { cwd = root } = {}) {
  const result = spawnSync(command, args, {
    cwd,
    env: environment,
    encoding: 'utf8',
    shell: onWindows,
    maxBuffer: 512 * 1024 * 1024,
  });
  return { ok: result.status === 0, output: result.stdout ?? '', errors: result.stderr ?? '' };
}

/**
 * Whether a program of this name can be started.
 * @param {string} name
 */
export function hasCommand(name) {
  const endings = onWindows ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (environment.PATH ?? '').split(path.delimiter).filter(Boolean);
  return folders.some((folder) => endings.some((ending) => isExecutable(path.join(folder, name + ending))));
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
