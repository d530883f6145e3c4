// A desktop that opens our links with the built program, as if it had been installed, and another program that follows one.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../../scripts/lib/command.js';
import { inRoot } from '../../../scripts/lib/place.js';

/** What the packages put into the desktop file for the scheme. */
export const mimeType = 'x-scheme-handler/keepsake';

/**
 * Installs the packages' desktop file for one session.
 * @param {string} folder where it may lie
 * @param {string} program the program that it starts
 */
export function linkOpener(folder, program) {
  const [data, configuration] = [path.join(folder, 'data'), path.join(folder, 'configuration')];
  const entries = path.join(data, 'applications');
  for (const place of [entries, configuration]) mkdirSync(place, { recursive: true });
  const values = { name: 'Keepsake', comment: '', exec: program, icon: '', categories: '', mime_type: `${mimeType};` };
  const template = readFileSync(inRoot('packaging', 'keepsake.desktop'), 'utf8').replaceAll(/\{\{[#/]if.*\}\}\n/g, '');
  const entry = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{{${name}}}`, value), template);
  writeFileSync(path.join(entries, 'Keepsake.desktop'), entry);
  writeFileSync(path.join(configuration, 'mimeapps.list'), `[Default Applications]\n${mimeType}=Keepsake.desktop\n`);
  const env = { XDG_DATA_HOME: data, XDG_CONFIG_HOME: configuration };
  return {
    env,
    /**
     * Follows a link as a browser would, in the surroundings of the program.
     * @param {string} link
     * @param {Record<string, string>} [more]
     */
    follow: (link, more = {}) => run('gio', ['open', link], { env: { ...env, ...more } }),
  };
}
