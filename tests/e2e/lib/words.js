// The sentences of the window, from the same catalogue it uses, so that no test repeats one.

import { FluentBundle, FluentResource } from '@fluent/bundle';
import { readFileSync } from 'node:fs';
import { inRoot } from '../../../scripts/lib/place.js';

const files = [
  'welcome',
  'window',
  'errors',
  'tray',
  'settings',
  'pick',
  'library',
  'databases',
  'activity',
  'updates',
  'backup',
];
let bundle = catalogue('en');

/** @param {string} language */
function catalogue(language) {
  const made = new FluentBundle(language, { useIsolating: false });
  for (const file of files) {
    made.addResource(new FluentResource(readFileSync(inRoot('locales', language, `${file}.ftl`), 'utf8')));
  }
  return made;
}

/**
 * The language of the window that is looked at from now on.
 * @param {string} language
 */
export function speak(language) {
  bundle = catalogue(language);
}

/**
 * @param {string} id
 * @param {Record<string, string | number>} [values]
 */
export function word(id, values = {}) {
  const pattern = bundle.getMessage(id)?.value;
  if (!pattern) throw new Error(`The catalogue has no ${id}`);
  // As in the window, where a detail that is not there takes the usual branch.
  return bundle.formatPattern(pattern, values, []);
}
