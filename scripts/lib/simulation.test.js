import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { hasMark } from './simulation.js';
import { inRoot } from './place.js';

test('the mark that is looked for in programs is the one that planted mistakes carry', () => {
  const source = readFileSync(inRoot('src-tauri', 'crates', 'planted', 'src', 'armed.rs'));
  assert.ok(hasMark(source));
  assert.ok(!hasMark(readFileSync(inRoot('src-tauri', 'crates', 'planted', 'src', 'lib.rs'))));
});
