import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notesOf, platformOf, updateList } from './release.js';

const release = { version: '1.2.0', date: '2026-11-22T00:00:00Z', notes: 'Boards.', folder: 'https://example.com/v1.2.0/' };

test('every package is listed under the platform that asks for it, with its signature', () => {
  const packages = [
    { name: 'Keepsake_1.2.0_amd64.deb', signature: 'one' },
    { name: 'Keepsake-1.2.0-1.x86_64.rpm', signature: 'two' },
    { name: 'SHA256SUMS', signature: null },
  ];
  assert.deepEqual(updateList({ ...release, packages }), {
    version: '1.2.0',
    notes: 'Boards.',
    pub_date: '2026-11-22T00:00:00Z',
    platforms: {
      'linux-x86_64-deb': { url: 'https://example.com/v1.2.0/Keepsake_1.2.0_amd64.deb', signature: 'one' },
      'linux-x86_64-rpm': { url: 'https://example.com/v1.2.0/Keepsake-1.2.0-1.x86_64.rpm', signature: 'two' },
    },
  });
});

test('a package without a signature, two for one platform, and none at all are refused', () => {
  const deb = 'Keepsake_1.2.0_amd64.deb';
  assert.throws(() => updateList({ ...release, packages: [{ name: deb, signature: null }] }), /not signed/);
  const twice = [deb, `other_amd64.deb`].map((name) => ({ name, signature: 's' }));
  assert.throws(() => updateList({ ...release, packages: twice }), /Two packages/);
  assert.throws(() => updateList({ ...release, packages: [] }), /None of these/);
});

test('what is no package for an update has no platform', () => {
  assert.equal(platformOf('Keepsake_1.2.0_x64.dmg'), null);
  assert.equal(platformOf('Keepsake_1.2.0_aarch64.app.tar.gz'), 'darwin-aarch64');
});

test('the notes of a version are its part of the changelog', () => {
  const changelog = '# Changes\n\n## Unreleased\n\n- new\n\n## 1.2.0 - 2026-11-22\n\n### Added\n\n- boards\n';
  assert.equal(notesOf(changelog, '1.2.0'), '### Added\n\n- boards');
  assert.equal(notesOf(changelog, '2.0.0'), '- new');
});
