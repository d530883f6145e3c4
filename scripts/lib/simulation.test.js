import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { apart, folder, hasMark, isOn } from './simulation.js';
import { inRoot } from './place.js';

test('the mark that is looked for in programs is the one that planted mistakes carry', () => {
  const source = readFileSync(inRoot('src-tauri', 'crates', 'planted', 'src', 'armed.rs'));
  assert.ok(hasMark(source));
  assert.ok(!hasMark(readFileSync(inRoot('src-tauri', 'crates', 'planted', 'src', 'lib.rs'))));
});

for (const one of apart) {
  test(`the feature \`${one.feature}\` of ${one.crate} is seen where it is on, and is not on in the product`, () => {
    assert.ok(isOn(one, folder), 'the simulation has it');
    assert.ok(!isOn(one));
  });
}

test('a feature that nobody knows is on nowhere, and a crate that nobody knows is no proof', () => {
  assert.ok(!isOn({ ...apart[0], feature: 'no-such-feature' }, folder));
  assert.throws(() => isOn({ ...apart[0], crate: 'no-such-crate' }));
});
