import { describe, expect, it } from 'vitest';
import type { Traffic, TrafficSpan } from '../backend';
import { busiest, chartOf, minutesOf, rateNow, sent } from './traffic';

const span = (requests: number, waiting: number | null = null): TrafficSpan => ({ requests, waiting });
const traffic = (spans: TrafficSpan[], allowed = 3): Traffic => ({
  until: '2026-11-20T12:00:00Z',
  secondsEach: 10,
  allowed,
  heldUntil: null,
  waiting: 0,
  spans,
});

describe('the chart of requests', () => {
  it('measures against what is allowed, and grows where a bar is higher', () => {
    const calm = chartOf(traffic([span(0), span(15), span(30)]));
    expect(calm.allowed).toBeCloseTo(0.926);
    expect(calm.bars.map((bar) => Number(bar.toFixed(3)))).toEqual([0, 0.463, 0.926]);
    const high = chartOf(traffic([span(60)]));
    expect(high.bars[0]).toBeLessThan(1);
    expect(high.allowed).toBeCloseTo(high.bars[0] / 2);
  });

  it('draws no line where nobody counted, and none along the bottom', () => {
    const { waiting, mostWaiting } = chartOf(traffic([span(1, 40), span(1, 20), span(0), span(1, 0), span(0), span(1, 10)]));
    expect(mostWaiting).toBe(40);
    expect(waiting.map((piece) => piece.map(({ y }) => y))).toEqual([[1, 0.5], [0.25]]);
  });

  it('says the present, the busiest and the sum', () => {
    const seen = traffic([span(28), span(3), span(12)]);
    expect([rateNow(seen), busiest(seen), sent(seen)]).toEqual([1.2, 2.8, 43]);
    expect(rateNow(traffic([]))).toBe(0);
    expect(busiest(traffic([]))).toBe(0);
  });
});

it('the table has a row for each minute, the newest first', () => {
  const spans = Array.from({ length: 12 }, (_, place) => span(place, place < 6 ? null : place));
  expect(minutesOf(traffic(spans))).toEqual([
    { time: new Date('2026-11-20T11:59:00Z'), requests: 51, busiest: 1.1, waiting: 11 },
    { time: new Date('2026-11-20T11:58:00Z'), requests: 15, busiest: 0.5, waiting: null },
  ]);
});
