/**
 * The words of the window, from the Fluent catalogue that the window, the notifications and the command line share.
 *
 * Leaves out everything about layout. The rules it protects: no sentence is written in markup or code, and none is put
 * together from pieces; a first start reads the words of its screen before all others (`all`).
 */
import { FluentBundle, type FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Pattern } from '@fluent/bundle/esm/ast.js';
import { negotiateLanguages } from '@fluent/langneg';
import { choosing, isPseudo, pseudo, pseudoLocales } from './pseudo';

export type Arguments = Record<string, FluentVariable>;

/** The messages of files by their paths, parsed when the window was built (`vite.config.ts`), as JSON. */
export type Sources = Record<string, string>;

const sources: Sources = import.meta.glob<string>('/locales/*/welcome.ftl', { import: 'default', eager: true });
const fallback = 'en';

/** Languages written from right to left. */
const fromTheRight = new Set(['ar', 'fa', 'he', 'ur']);

let bundle = new FluentBundle(fallback);
let language = fallback;
let spoken = fallback;
/** In a pseudo-language everything that is not from the catalogue is set apart, so that a test can tell. */
let isolatesAll = false;

/** Loads the first of the wanted languages that we have, English otherwise. */
export function speak(wanted: readonly string[]): void {
  const invented = isPseudo(wanted[0]) ? wanted[0] : null;
  const available = [...new Set(Object.keys(sources).map((path) => path.split('/')[2]))];
  [language = fallback] = negotiateLanguages(invented ? [fallback] : wanted, available, {
    defaultLocale: fallback,
    strategy: 'lookup',
  });
  // Dates and numbers follow the person's region (en-GB, en-US) where the language is the one we speak.
  spoken = wanted.find((one) => one.split('-')[0] === language && !invented) ?? language;
  isolatesAll = invented !== null;
  bundle = new FluentBundle(spoken, { useIsolating: false, ...(invented ? { transform: pseudo } : {}) });
  addToBundle(sources);
  if (typeof document === 'undefined') return;
  document.documentElement.lang = language;
  document.documentElement.dir = invented ? pseudoLocales[invented] : fromTheRight.has(language) ? 'rtl' : 'ltr';
}

/** Speaks these words too from now on. */
export function learn(more: Sources): void {
  Object.assign(sources, more);
  addToBundle(more);
}

function addToBundle(these: Sources): void {
  for (const [path, source] of Object.entries(these)) {
    if (path.split('/')[2] === language) bundle.addResource({ body: JSON.parse(source) as FluentResource['body'] });
  }
}

/** Where text begins in the language that is spoken. */
export const direction = (): 'ltr' | 'rtl' => (document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr');

/** The locale for `Intl`. */
export const locale = (): string => spoken;

export const hasWords = (id: string): boolean => bundle.hasMessage(id);

/** One message. A word we do not have is shown by its name, and a test fails long before anybody can see that. */
export function t(id: string, values: Arguments = {}): string {
  const pattern = bundle.getMessage(id)?.value;
  return pattern ? bundle.formatPattern(pattern, isolate(values, pattern)) : id;
}

/** A message whose values come from the core: one that is missing chooses the usual wording instead of ending the program. */
export function tellWith(id: string, details: Arguments): string {
  const pattern = bundle.getMessage(id)?.value;
  return pattern ? bundle.formatPattern(pattern, isolate(details, pattern), []) : id;
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** A Hebrew or Arabic title inside an English sentence must not turn the sentence around. */
function isolate(values: Arguments, pattern: Pattern): Arguments {
  const all = isolatesAll ? choosing(pattern) : null;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isSetApart = typeof value === 'string' && (all ? !all.has(name) : rightToLeft.test(value));
      return [name, isSetApart ? `\u2068${value}\u2069` : value];
    }),
  );
}
