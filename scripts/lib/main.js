// The frame of every command: what a person has to do is said in a sentence, everything else keeps its stack.

import { CommandFailed } from './command.js';
import { SetUpNeeded } from './system.js';

/** @param {() => Promise<number | void>} work its number becomes the exit code */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    const expected = error instanceof SetUpNeeded || error instanceof CommandFailed;
    console.error(expected ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
