import assert from 'node:assert/strict';
import test from 'node:test';
import { bans, licences, sources } from './dependencies.js';
import { complaints } from './house.js';
import { violations } from './layers.js';
import { isAllowed } from './licences.js';
import { parseToml } from './toml.js';

test('a licence expression is good when one of its ways is allowed', () => {
  const allowed = new Set(['MIT', 'Apache-2.0', 'Apache-2.0 WITH LLVM-exception', 'Unicode-3.0']);
  for (const good of [
    'MIT',
    'MIT OR GPL-2.0-only',
    'MIT/Apache-2.0',
    '(MIT OR Apache-2.0) AND Unicode-3.0',
    'Apache-2.0 WITH LLVM-exception OR GPL-2.0-only',
  ]) {
    assert.ok(isAllowed(good, allowed), good);
  }
  for (const bad of ['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'GPL-2.0-only WITH Classpath-exception-2.0', '', 'MIT MIT']) {
    assert.ok(!isAllowed(bad, allowed), bad);
  }
});

test('the policy file is read with its arrays, tables and comments', () => {
  const text = `
    # a comment with a "quote"
    [bans]
    deny = [
      { crate = "openssl", reason = "one \\"TLS\\"" }, # why
    ]
    [[package]]
    name = "a"
    [[package]]
    name = "b"
    yanked = false
    [licenses.private]
    ignore = true
  `;
  assert.deepEqual(parseToml(text), {
    bans: { deny: [{ crate: 'openssl', reason: 'one "TLS"' }] },
    package: [{ name: 'a' }, { name: 'b', yanked: false }],
    licenses: { private: { ignore: true } },
  });
});

test('what the policy reader does not know is refused with its line', () => {
  assert.throws(() => parseToml('a = 1\nb = 2026-01-01T00:00:00'), /line 2/);
  assert.throws(() => parseToml('a = [1 2]'), /expected ","/);
});

const policy = {
  bans: {
    deny: [
      { crate: 'openssl', reason: 'one TLS' },
      { crate: 'blocking@1.7.0', reason: 'never sleeps' },
    ],
  },
  sources: { 'allow-registry': ['https://example.org/index'] },
  licenses: { allow: ['MIT'], exceptions: [{ crate: 'odd', allow: ['MPL-2.0'] }] },
};

test('banned crates, foreign sources and other licences are named', () => {
  assert.deepEqual(bans(policy, [{ name: 'openssl', version: '1.0.0' }]), ['openssl 1.0.0 is banned: one TLS']);
  assert.deepEqual(bans(policy, [{ name: 'blocking', version: '1.7.0' }]), ['blocking 1.7.0 is banned: never sleeps']);
  assert.deepEqual(bans(policy, [{ name: 'blocking', version: '1.6.2' }]), []);
  assert.deepEqual(bans(policy, [{ name: 'rustls', version: '1.0.0' }]), []);
  assert.equal(sources(policy, [{ name: 'a', version: '1', source: 'git+https://example.org/a' }]).length, 1);
  assert.equal(sources(policy, [{ name: 'ours', version: '1' }]).length, 0);
  assert.equal(licences(policy, [{ name: 'a', version: '1', license: 'MPL-2.0' }]).length, 1);
  assert.equal(licences(policy, [{ name: 'odd', version: '1', license: 'MPL-2.0' }]).length, 0);
  assert.equal(licences(policy, [{ name: 'a', version: '1', license: null }]).length, 1);
});

test('a crate that reaches Tauri through another is found', () => {
  const graph = [
    { name: 'keepsake-sync', dependencies: ['between'] },
    { name: 'between', dependencies: ['tauri-utils'] },
    { name: 'keepsake-text', dependencies: ['keepsake-memory'] },
  ];
  assert.deepEqual(violations(graph), [
    'keepsake-text must not depend on keepsake-memory',
    'keepsake-sync reaches tauri-utils; only the shell may',
  ]);
});

test('a path of one machine, a note to self and an endless file are complaints', () => {
  const home = ['', 'home', 'someone', 'x'].join('/');
  assert.equal(complaints('README.md', `see ${home}`).length, 1);
  assert.equal(complaints('a.rs', `// ${'TO'}DO later`).length, 1);
  assert.equal(complaints('a.rs', '\n'.repeat(500)).length, 1);
  assert.equal(complaints('docs/a.md', '\n'.repeat(500)).length, 0);
  assert.equal(complaints('a.rs', 'fn main() {}\n').length, 0);
});
