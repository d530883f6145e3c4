/** Values that belong together in a menu. */
export interface ChoiceGroup {
  /** Said above the group. */
  words?: string;
  options: { value: string; words: string }[];
}
