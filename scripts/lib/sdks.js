// The proof that strangers take our simulator for Notion: the official JavaScript and Python SDKs walk it, each a fresh
// one, because they also change it.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { run } from './command.js';
import { inRoot } from './place.js';
import { startSimulator } from './simulator.js';

export async function proveSdks() {
  await against('JavaScript', process.execPath, inRoot('tests', 'sdk', 'javascript.mjs'));
  await against('Python', await pythonWithSdk(), inRoot('tests', 'sdk', 'python_sdk.py'));
}

/**
 * @param {string} language
 * @param {string} interpreter
 * @param {string} script
 */
async function against(language, interpreter, script) {
  const simulator = await startSimulator('sample');
  try {
    console.log(`${language}:`);
    const env = { KEEPSAKE_SIMULATOR_URL: simulator.url, KEEPSAKE_SIMULATOR_TOKEN: simulator.token };
    await run(interpreter, [script], { env });
  } finally {
    await simulator.stop();
  }
}

/** A Python of our own with the SDK in it, made once. */
async function pythonWithSdk() {
  const home = inRoot('target', 'python');
  const python = path.join(home, process.platform === 'win32' ? 'Scripts\\python.exe' : 'bin/python');
  if (!existsSync(python)) await run('python3', ['-m', 'venv', home]);
  const wanted = inRoot('tests', 'sdk', 'requirements.txt');
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', wanted]);
  return python;
}
