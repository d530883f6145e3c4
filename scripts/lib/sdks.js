// The proof that strangers take our simulator for Notion: the official JavaScript and Python SDKs walk it.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { program } from './build.js';
import { run } from './command.js';
import { inRoot } from './place.js';

export async function proveSdks() {
  const env = { KEEPSAKE_PROGRAM: program('keepsake') };
  await run(process.execPath, ['--test', inRoot('tests', 'sdk', 'javascript.test.js')], { env });

  const home = inRoot('target', 'python');
  const python = path.join(home, process.platform === 'win32' ? 'Scripts\\python.exe' : 'bin/python');
  if (!existsSync(python)) await run('python3', ['-m', 'venv', home]);
  await run(python, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '-r',
    inRoot('tests', 'sdk', 'requirements.txt'),
  ]);
  await run(python, [inRoot('tests', 'sdk', 'python_sdk.py')], { env });
}
