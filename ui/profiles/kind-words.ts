/** What a property of a database holds, in words. A kind that Notion adds later is called as Notion calls it. Pure. */
import type { SchemaDifference } from '../backend';
import { hasWords, t } from '../words';

export const kindWords = (kind: string): string => (hasWords(`property-kind-${kind}`) ? t(`property-kind-${kind}`) : kind);

/** In these, two kinds of property are compared; in the others names, options or formulas are. */
const ofKinds: SchemaDifference['kind'][] = ['missing', 'wrongType', 'otherType'];

export function differenceWords({ kind, property, found, expected, blocking }: SchemaDifference): string {
  const told = ofKinds.includes(kind) ? kindWords : (words: string) => words;
  return t(`difference-${kind}`, {
    property,
    found: told(found),
    expected: told(expected),
    blocking: blocking ? 'yes' : 'no',
  });
}
