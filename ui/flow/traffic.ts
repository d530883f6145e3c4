/** Requests over time as a chart and as a table: shares of the height, and minutes. Pure. */
import type { Traffic, TrafficSpan } from '../backend';

/** Spans that make a minute of the table. */
const minute = 60;

export interface TrafficChart {
  /** The height of each bar, as a share of the whole. */
  bars: number[];
  /** The height of the line of what is allowed. */
  allowed: number;
  /** The points of what waited, as shares of width and height, in unbroken pieces. */
  waiting: { x: number; y: number }[][];
  /** The most that waited. */
  mostWaiting: number;
}

export interface TrafficMinute {
  /** When it began. */
  time: Date;
  requests: number;
  /** The most in a second, over one span. */
  busiest: number;
  waiting: number | null;
}

/** How many requests a second a span had. */
export const rateOf = ({ requests }: TrafficSpan, { secondsEach }: Traffic): number => requests / secondsEach;

/** How many requests a second there are at the moment. */
export function rateNow(traffic: Traffic): number {
  const last = traffic.spans.at(-1);
  return last ? rateOf(last, traffic) : 0;
}

export const busiest = (traffic: Traffic): number => Math.max(0, ...traffic.spans.map((span) => rateOf(span, traffic)));

export const sent = ({ spans }: Traffic): number => spans.reduce((sum, { requests }) => sum + requests, 0);

export function chartOf(traffic: Traffic): TrafficChart {
  // A little room above, so that the line of what is allowed is not the edge.
  const top = Math.max(traffic.allowed, busiest(traffic)) * 1.08;
  const mostWaiting = Math.max(0, ...traffic.spans.map(({ waiting }) => waiting ?? 0));
  const pieces: { x: number; y: number }[][] = [];
  let piece: { x: number; y: number }[] = [];
  traffic.spans.forEach(({ waiting }, place) => {
    if (waiting === null) {
      if (piece.length > 0) pieces.push(piece);
      piece = [];
    } else piece.push({ x: (place + 0.5) / traffic.spans.length, y: mostWaiting === 0 ? 0 : waiting / mostWaiting });
  });
  if (piece.length > 0) pieces.push(piece);
  return {
    bars: traffic.spans.map((span) => rateOf(span, traffic) / top),
    allowed: traffic.allowed / top,
    waiting: pieces.filter((one) => one.some(({ y }) => y > 0)),
    mostWaiting,
  };
}

/** One row for each minute, the newest first. */
export function minutesOf(traffic: Traffic): TrafficMinute[] {
  const spansEach = minute / traffic.secondsEach;
  const end = new Date(traffic.until).getTime();
  const minutes: TrafficMinute[] = [];
  for (let last = traffic.spans.length; last > 0; last -= spansEach) {
    const spans = traffic.spans.slice(Math.max(0, last - spansEach), last);
    const counted = spans.flatMap(({ waiting }) => (waiting === null ? [] : [waiting]));
    minutes.push({
      time: new Date(end - (traffic.spans.length - last + spans.length) * traffic.secondsEach * 1000),
      requests: spans.reduce((sum, { requests }) => sum + requests, 0),
      busiest: Math.max(...spans.map((span) => rateOf(span, traffic))),
      waiting: counted.length > 0 ? Math.max(...counted) : null,
    });
  }
  return minutes;
}
