// Waiting for something to become true, with a deadline and a message that says what did not happen.

const glance = 40;

/**
 * Asks again and again until the answer is truthy and gives it back.
 * @template T
 * @param {string} what for the message when the time is over
 * @param {() => Promise<T> | T} question
 * @param {number} [milliseconds]
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, question, milliseconds = 15_000) {
  const deadline = performance.now() + milliseconds;
  let last;
  while (performance.now() < deadline) {
    try {
      const answer = await question();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, glance));
  }
  throw new Error(`Waited ${milliseconds / 1000} s in vain: ${what}`, { cause: last });
}
