// A place where new versions of the program are published, and a key that signs them, as `tauri signer` makes both.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { run } from '../../../scripts/lib/command.js';
import { inRoot } from '../../../scripts/lib/place.js';

const here = `linux-${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}`;

/**
 * @param {string} folder for the key and the packages
 */
export async function publisher(folder) {
  mkdirSync(folder, { recursive: true });
  const key = path.join(folder, 'key');
  // Not through npx: a bare system has Node alone.
  const cli = inRoot('node_modules', '@tauri-apps', 'cli', 'tauri.js');
  const tauri = (/** @type {string[]} */ ...what) => run(process.execPath, [cli, 'signer', ...what], { keep: () => {} });
  await tauri('generate', '--ci', '--password', '', '--write-keys', key);
  /** @type {{ status: number, body: string | Buffer } | null} */
  let list = null;
  /** @type {Buffer} */
  let sent = Buffer.alloc(0);
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/package') response.end(sent);
    else if (list === null) response.writeHead(500).end();
    else response.writeHead(list.status, { 'content-type': 'application/json' }).end(list.body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;

  return {
    asked,
    /** What a program is started with that gets its new versions from here. */
    env: {
      KEEPSAKE_UPDATES_URL: `${origin}/latest.json`,
      KEEPSAKE_UPDATES_KEY: readFileSync(`${key}.pub`, 'utf8').trim(),
      KEEPSAKE_DOWNLOAD_PAGE: `${origin}/downloads`,
    },
    /**
     * Publishes a package under a version.
     * @param {string} version
     * @param {Buffer} content
     * @param {{ signedFor?: string, platform?: string, altered?: boolean }} [wrongs]
     */
    async publish(version, content, { signedFor = version, platform = here, altered = false } = {}) {
      const file = path.join(folder, `package-${signedFor}`);
      writeFileSync(file, content);
      await tauri('sign', '--private-key-path', key, '--password', '', '--app-version', signedFor, file);
      const signature = readFileSync(`${file}.sig`, 'utf8').trim();
      sent = altered ? Buffer.concat([content, Buffer.from('!')]) : content;
      const platforms = { [platform]: { url: `${origin}/package`, signature } };
      list = { status: 200, body: JSON.stringify({ version, notes: 'Boards can be sorted.', platforms }) };
    },
    /** @param {number} status @param {string} body */
    answer(status, body) {
      list = { status, body };
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
