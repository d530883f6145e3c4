// A package under a version that is older than any: what somebody upgrades from.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './command.js';

/** @type {Record<string, (file: string, folder: string) => Promise<string>>} */
const ways = { '.deb': debAsOlder, '.rpm': rpmAsOlder };

/**
 * The same files as an older package of the same kind.
 * @param {string} file a deb or an rpm
 * @param {string} folder an empty one to work in
 * @returns {Promise<string>} the older package
 */
export function repackAsOlder(file, folder) {
  const way = ways[path.extname(file)];
  if (!way) throw new Error(`${file} is neither a deb nor an rpm`);
  return way(file, folder);
}

/**
 * @param {string} deb
 * @param {string} folder
 */
async function debAsOlder(deb, folder) {
  const [parts, older] = [path.join(folder, 'parts'), path.join(folder, 'older.deb')];
  await run('dpkg-deb', ['--raw-extract', deb, parts]);
  const control = path.join(parts, 'DEBIAN', 'control');
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/m, 'Version: 0~older'));
  await run('dpkg-deb', ['--build', '--root-owner-group', '-Znone', parts, older]);
  return older;
}

/**
 * An rpm cannot be edited; its files are packed anew, without what the tool would do to programs and search in them.
 * @param {string} rpm
 * @param {string} folder
 */
async function rpmAsOlder(rpm, folder) {
  const [parts, recipe] = [path.join(folder, 'parts'), path.join(folder, 'older.spec')];
  mkdirSync(parts);
  await run('sh', ['-c', 'rpm2cpio "$1" | cpio --quiet --extract --make-directories', 'sh', path.resolve(rpm)], { cwd: parts });
  const lines = [
    '%global __os_install_post %{nil}',
    '%global debug_package %{nil}',
    '%global _build_id_links none',
    'Name: keepsake',
    'Version: 0',
    'Release: 0',
    'Summary: An older Keepsake',
    'License: MIT OR Apache-2.0',
    'AutoReqProv: no',
    '%description',
    'What somebody upgrades from.',
    '%install',
    `cp --archive ${parts}/. %{buildroot}`,
    '%files',
    ...readdirSync(parts, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => `"/${path.relative(parts, path.join(entry.parentPath, entry.name))}"`),
    '',
  ];
  writeFileSync(recipe, lines.join('\n'));
  const places = ['_topdir', '_rpmdir'].flatMap((name) => ['--define', `${name} ${folder}`]);
  await run('rpmbuild', ['-bb', '--quiet', ...places, '--define', '_build_name_fmt older.rpm', recipe]);
  return path.join(folder, 'older.rpm');
}
