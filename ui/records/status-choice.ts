/** The values of a field as a menu shows them. */
import type { Profile, ProfileField } from '../backend';
import type { ChoiceGroup } from '../parts/choice';
import { t } from '../words';

/** Statuses stand under the name of their state, in pipeline order. */
export function choiceGroups(profile: Profile, field: ProfileField): ChoiceGroup[] {
  const options = (names: string[]) => names.map((name) => ({ value: name, words: name }));
  if (field.key !== 'status') return [{ options: options(field.options) }];
  return profile.states.map(({ state, names }) => ({ words: t(`state-${state}`), options: options(names) }));
}
