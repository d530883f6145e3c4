import assert from 'node:assert/strict';
import test from 'node:test';
import { inWords, isHeld, promised, readFigures, shortfalls } from './figures.js';

const written = `{"figure":"requests","measured":2,"atMost":2}
{"figure":"schedules","measured":10027,"atLeast":10000}
`;

test('figures are read line by line, with the bound they were promised with', () => {
  const [requests, schedules] = readFigures(written);
  assert.equal(inWords(requests), 'requests: 2 (at most 2)');
  assert.equal(inWords(schedules), 'schedules: 10027 (at least 10000)');
  assert.deepEqual(readFigures(''), []);
});

test('a figure may be its bound, and not beyond', () => {
  assert.ok(isHeld({ figure: 'a', measured: 2, atMost: 2 }));
  assert.ok(!isHeld({ figure: 'a', measured: 3, atMost: 2 }));
  assert.ok(isHeld({ figure: 'a', measured: 2, atLeast: 2 }));
  assert.ok(!isHeld({ figure: 'a', measured: 1, atLeast: 2 }));
  assert.ok(isHeld({ figure: 'a', measured: 0, atMost: 0 }));
  assert.ok(!isHeld({ figure: 'a', measured: 0 }), 'what has no bound proves nothing');
});

test('a proof lacks what is beyond its bound and what nobody wrote down', () => {
  const figures = readFigures(written);
  assert.deepEqual(shortfalls(figures, ['requests', 'schedules']), []);
  assert.deepEqual(shortfalls(figures, ['requests', 'seconds']), ['nobody wrote down: seconds']);
  assert.deepEqual(shortfalls([{ figure: 'requests', measured: 3, atMost: 2 }], []), ['not reached: requests: 3 (at most 2)']);
});

test('nothing is promised twice', () => {
  assert.equal(new Set(promised).size, promised.length);
});
