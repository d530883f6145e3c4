// The album's second chapter: searching and reading.

import { word } from '../lib/words.js';

/** @typedef {import('./visit.js').Visit} Visit */

/** @param {Visit} visit */
export async function library(visit) {
  await visit.take('06-search-empty');
  await visit.type('[data-search]', 'lens');
  await visit.seeElement('[role=option] mark');
  await visit.take('06-search');
  await visit.type('[data-search]', 'zebracrossing');
  await visit.seeElement('main svg.art');
  await visit.take('06-search-nothing');
  await read(visit, 'loneliest');
  await visit.take('07-reader');
  await visit.press(word('rail-search'));
  await read(visit, 'filmography');
  await visit.seeElement('article [role=table], article table, article [role=grid]');
  await visit.take('08-database-table');
  await visit.press(word('rail-search'));
}

/**
 * @param {Visit} visit
 * @param {string} words
 */
export async function read(visit, words) {
  await visit.type('[data-search]', words);
  await visit.seeElement('[role=option] mark');
  await visit.keys('\uE007');
  await visit.seeElement('article h1');
}
