// The list of what there is of one version, as the program reads it (Tauri's updater plugin, "Static JSON File"), and the
// checksums beside it. Pure: what was built comes in as names and texts.

/** What a package is for, from its name and the machine it was made on. */
const kinds = /** @type {const} */ ([
  [/_amd64\.deb$/, 'linux-x86_64-deb'],
  [/_arm64\.deb$/, 'linux-aarch64-deb'],
  [/\.x86_64\.rpm$/, 'linux-x86_64-rpm'],
  [/\.aarch64\.rpm$/, 'linux-aarch64-rpm'],
  [/_x64\.app\.tar\.gz$/, 'darwin-x86_64'],
  [/_aarch64\.app\.tar\.gz$/, 'darwin-aarch64'],
  [/_x64-setup\.exe$/, 'windows-x86_64'],
  [/_arm64-setup\.exe$/, 'windows-aarch64'],
]);

/** @param {string} name */
export function platformOf(name) {
  return kinds.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/**
 * @param {{ version: string, date: string, notes: string, folder: string, packages: { name: string, signature: string | null }[] }} release
 *   `folder` is the address the packages are published under
 */
export function updateList({ version, date, notes, folder, packages }) {
  /** @type {Record<string, { url: string, signature: string }>} */
  const platforms = {};
  for (const { name, signature } of packages) {
    const platform = platformOf(name);
    if (platform === null) continue;
    if (signature === null) throw new Error(`${name} is not signed; nobody could update to it.`);
    if (platforms[platform]) throw new Error(`Two packages are for ${platform}; the second is ${name}.`);
    platforms[platform] = { url: `${folder.replace(/\/$/, '')}/${encodeURIComponent(name)}`, signature };
  }
  if (Object.keys(platforms).length === 0) throw new Error('None of these files is a package that a program could update to.');
  return { version, notes, pub_date: date, platforms };
}

/**
 * What the changelog says of a version, without its heading; what is not released yet when the version is not in it.
 * @param {string} changelog
 * @param {string} version
 */
export function notesOf(changelog, version) {
  const parts = changelog.split(/^## /m).slice(1);
  const part = parts.find(
    (one) => one.startsWith(`${version} `) || one.startsWith(`${version}\n`) || one.startsWith(`[${version}]`),
  );
  const found = part ?? parts.find((one) => one.startsWith('Unreleased'));
  return (found ?? '').split('\n').slice(1).join('\n').trim();
}
