/**
 * What the person has set of the window's look and language, as far as the page shows it.
 *
 * The frame of the window and the size of everything follow by the shell. What an address asks for (pictures, tests) goes before it.
 */
import type { SettingsShown } from '../backend';
import { speak } from '../words';

const address = new URLSearchParams(location.search);
const spoken = { system: [], english: ['en'], german: ['de'] };

/** Grows with every change of the language, so that everything is said anew. */
export const language = $state({ changes: 0, is: 'system' as SettingsShown['language'] });

export function applyLook({ theme, density, language: wanted }: SettingsShown): void {
  const { dataset } = document.documentElement;
  const asked = address.get('theme') ?? theme;
  if (asked === 'light' || asked === 'dark') dataset.theme = asked;
  else delete dataset.theme;
  if (density === 'comfortable') dataset.density = density;
  else delete dataset.density;
  if (wanted === language.is) return;
  language.is = wanted;
  speak([address.get('language') ?? '', ...spoken[wanted], ...navigator.languages].filter(Boolean));
  language.changes += 1;
}
