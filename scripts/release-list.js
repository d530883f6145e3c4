// `node scripts/release-list.js FOLDER ADDRESS`: writes latest.json and SHA256SUMS beside the packages in a folder, which are
// published under an address. The release workflow runs it; programs look for new versions in latest.json.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { main } from './lib/main.js';
import { inRoot } from './lib/place.js';
import { notesOf, updateList } from './lib/release.js';
import { SetUpNeeded } from './lib/system.js';

await main(async () => {
  const [folder, address] = process.argv.slice(2);
  if (!folder || !address) throw new SetUpNeeded('Please type:\n\n  node scripts/release-list.js FOLDER ADDRESS\n');
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const names = readdirSync(folder).filter((name) => !/\.sig$|^latest\.json$|^SHA256SUMS$/.test(name));
  const packages = names.map((name) => {
    const signed = path.join(folder, `${name}.sig`);
    return { name, signature: existsSync(signed) ? readFileSync(signed, 'utf8').trim() : null };
  });
  const notes = notesOf(readFileSync(inRoot('CHANGELOG.md'), 'utf8'), version);
  const list = updateList({ version, date: new Date().toISOString(), notes, folder: address, packages });
  const sums = names.map(
    (name) =>
      `${createHash('sha256')
        .update(readFileSync(path.join(folder, name)))
        .digest('hex')}  ${name}\n`,
  );
  writeFileSync(path.join(folder, 'latest.json'), `${JSON.stringify(list, null, 2)}\n`);
  writeFileSync(path.join(folder, 'SHA256SUMS'), sums.join(''));
  console.log(`Version ${version} for ${Object.keys(list.platforms).join(', ')}`);
});
