// The sentences of the window, from the same catalogue it uses, so that no test repeats one.

import { FluentBundle, FluentResource } from '@fluent/bundle';
import { readFileSync } from 'node:fs';
import { inRoot } from '../../../scripts/lib/place.js';

const bundle = new FluentBundle('en', { useIsolating: false });
for (const file of ['window', 'errors', 'tray', 'settings', 'pick', 'library', 'databases', 'activity', 'updates']) {
  bundle.addResource(new FluentResource(readFileSync(inRoot('locales', 'en', `${file}.ftl`), 'utf8')));
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
