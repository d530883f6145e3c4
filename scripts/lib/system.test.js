import assert from 'node:assert/strict';
import test from 'node:test';
import { requirements } from './requirements.js';
import { isAtLeast } from './setup.js';
import { familyOf } from './system.js';

test('a system is known by its name or by the names of its relatives', () => {
  assert.equal(familyOf('NAME="Debian GNU/Linux"\nID=debian\n'), 'debian');
  assert.equal(familyOf('ID=linuxmint\nID_LIKE="ubuntu debian"\n'), 'debian');
  assert.equal(familyOf('ID="rocky"\nID_LIKE="rhel centos fedora"\n'), 'fedora');
  assert.equal(familyOf('ID=manjaro\nID_LIKE=arch\n'), 'arch');
  assert.equal(familyOf('ID=nixos\n'), null);
  assert.equal(familyOf(''), null);
});

test('every requirement has a name in every family', () => {
  for (const need of requirements) {
    for (const names of Object.values(need.packages)) assert.notEqual(names.length, 0, need.what);
  }
});

test('versions are compared as numbers', () => {
  assert.ok(isAtLeast([20, 20, 2], [20, 19]));
  assert.ok(isAtLeast([1, 100], [1, 95]));
  assert.ok(isAtLeast([20], [20, 0]));
  assert.ok(!isAtLeast([20, 9], [20, 19]));
  assert.ok(!isAtLeast([18, 30], [20, 19]));
});
