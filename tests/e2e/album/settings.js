// The album's fifth chapter: the settings, section by section, and the dialogs that end something.

import { word } from '../lib/words.js';

/** @typedef {import('./visit.js').Visit} Visit */

const sections = ['connections', 'syncing', 'appearance', 'notifications', 'language', 'privacy', 'updates', 'advanced'];

/** @param {Visit} visit */
export async function settings(visit) {
  await visit.press(word('settings'));
  await visit.seeElement('#section-connections');
  for (const section of sections) {
    await visit.take(`12-settings-${section}`, { at: `#section-${section}` });
  }
  await visit.press(word('settings-do-diagnostics'));
  await visit.seeElement('[role=dialog] pre');
  await visit.take('12-diagnostics');
  await visit.leave();
  await visit.press(word('settings-do-delete'));
  await visit.seeElement('[role=dialog] input, [role=alertdialog] input');
  await visit.take('12-delete-everything');
  await visit.leave();
  await visit.menu(/Fernhill Studio/, word('menu-disconnect'));
  await visit.see(word('leave-keep'));
  await visit.take('12-disconnect');
  await visit.leave();
}
