// A list of named steps, each timed, with a summary at the end. A step that fails does not stop the others, so one run
// shows everything that is wrong; a step whose ground is missing is not run and counts as failed.

/** @typedef {{ name: string, outcome: 'passed' | 'failed' | 'not run', seconds: number, why?: string }} Result */

export class Steps {
  /** @type {Result[]} */
  results = [];

  /** @param {(line: string) => void} [print] */
  constructor(print = (line) => console.log(line)) {
    this.print = print;
    this.started = performance.now();
  }

  /**
   * @param {string} name
   * @param {() => unknown} work
   * @param {{ needs?: string[] }} [options] names of earlier steps without which this one makes no sense
   */
  async step(name, work, { needs = [] } = {}) {
    const missing = needs.find((need) => this.results.some((done) => done.name === need && done.outcome !== 'passed'));
    if (missing !== undefined) {
      this.results.push({ name, outcome: 'not run', seconds: 0, why: `because "${missing}" did not pass` });
      return;
    }
    this.print(`\n== ${name}`);
    await this.timed(name, work);
  }

  /**
   * A step beside others: what it prints comes in one piece when it has ended.
   * @param {string} name
   * @param {(keep: (text: string) => void) => unknown} work
   */
  async beside(name, work) {
    /** @type {string[]} */
    const kept = [];
    await this.timed(name, async () => {
      try {
        await work((text) => kept.push(text));
      } finally {
        this.print(`\n== ${name}\n${kept.join('')}`);
      }
    });
  }

  /**
   * @param {string} name
   * @param {() => unknown} work
   */
  async timed(name, work) {
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    try {
      await work();
      this.results.push({ name, outcome: 'passed', seconds: seconds() });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.print(why);
      this.results.push({ name, outcome: 'failed', seconds: seconds(), why });
    }
  }

  /** Prints the summary; the last line is `N passed, M failed`. Returns the exit code. */
  finish() {
    const passed = this.results.filter((result) => result.outcome === 'passed').length;
    const failed = this.results.length - passed;
    const widest = Math.max(...this.results.map((result) => result.name.length), 0);
    this.print('\n== Summary');
    for (const { name, outcome, seconds, why } of this.results) {
      const firstLine = why?.split('\n')[0];
      this.print(`${name.padEnd(widest)}  ${duration(seconds).padStart(8)}  ${outcome}${firstLine ? `: ${firstLine}` : ''}`);
    }
    const total = (performance.now() - this.started) / 1000;
    this.print(`${'in all'.padEnd(widest)}  ${duration(total).padStart(8)}`);
    this.print(`${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  }
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} m ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
}
