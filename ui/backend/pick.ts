/** What the window asks of the core to change what is remembered. The shapes are the shell's own. */
import type { ChangedChoice, ChoiceEffect, ImportOptions, LeavingFate, NotShared, Selection } from './bindings';

export type { ChangedChoice, ChoiceEffect, LeavingFate, NotShared, UnsentPage } from './bindings';

export interface Choosing {
  /** The choice that was made last. */
  selection(connection: string): Promise<Selection>;
  /** What besides pages the last import brought, and everything since brings; what is usual when there was none. */
  importOptions(connection: string): Promise<ImportOptions>;
  /** What a choice would do to what is stored; changes nothing. */
  choiceEffect(connection: string, selection: Selection): Promise<ChoiceEffect>;
  /**
   * Changes the choice; what is stored and leaves it is kept or removed. Answers with the import of what is new, or of what
   * comes besides pages where that is another than so far.
   */
  changeChoice(connection: string, selection: Selection, fate: LeavingFate, options: ImportOptions): Promise<ChangedChoice>;
  /** What stored pages link to and Notion does not show, the most linked first. */
  notShared(connection: string): Promise<NotShared[]>;
}
