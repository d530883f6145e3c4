/** What follows for a person from where things stand with a new version. Pure. */
import type { UpdateTrouble } from '../backend';

/** Bytes as whole megabytes, at least one of those that are there. */
export const megabytes = (bytes: number): number => (bytes === 0 ? 0 : Math.max(1, Math.round(bytes / 1_000_000)));

/** Whether trying again can help; a package for another kind of computer stays one. */
export const retries = (why: UpdateTrouble): boolean => why !== 'notForHere' && why !== 'notInstalled';
