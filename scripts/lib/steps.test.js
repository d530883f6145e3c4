import assert from 'node:assert/strict';
import test from 'node:test';
import { duration, Steps } from './steps.js';

test('a failing step does not stop the next one, and the last line counts both', async () => {
  /** @type {string[]} */
  const lines = [];
  const steps = new Steps((line) => lines.push(line));
  await steps.step('first', () => Promise.reject(new Error('it broke\nat length')));
  await steps.step('second', () => {});

  assert.equal(steps.finish(), 1);
  assert.equal(lines.at(-1), '1 passed, 1 failed');
  assert.ok(lines.some((line) => line.startsWith('first') && line.endsWith('failed: it broke')));
});

test('a step without its ground is not run and counts as failed', async () => {
  const steps = new Steps(() => {});
  let ran = false;
  await steps.step('ground', () => Promise.reject(new Error('no')));
  await steps.step('house', () => (ran = true), { needs: ['ground'] });

  assert.equal(ran, false);
  assert.equal(steps.results[1].outcome, 'not run');
  assert.equal(steps.finish(), 1);
});

test('a step may need one that was not asked for', async () => {
  const steps = new Steps(() => {});
  await steps.step('house', () => {}, { needs: ['ground'] });
  assert.equal(steps.finish(), 0);
});

test('a step beside another is told in one piece, and fails like any other', async () => {
  /** @type {string[]} */
  const lines = [];
  const steps = new Steps((line) => lines.push(line));
  const beside = steps.beside('beside', async (keep) => {
    keep('one\n');
    await Promise.resolve();
    keep('two\n');
    throw new Error('it broke');
  });
  await steps.step('in front', () => {});
  await beside;

  assert.ok(lines.includes('\n== beside\none\ntwo\n'));
  assert.equal(steps.finish(), 1);
});

test('durations are read at a glance', () => {
  assert.equal(duration(4.25), '4.3 s');
  assert.equal(duration(61.9), '1 m 01 s');
});
