/** What the window asks about new versions of the program. */
import type { UpdateFacts, UpdateStanding } from './bindings';

export type { UpdateFacts, UpdateStanding, UpdateTrouble } from './bindings';

export interface Updates {
  facts(): Promise<UpdateFacts>;
  /** `onStanding` is called at once and whenever it changes. */
  watch(onStanding: (standing: UpdateStanding) => void): Promise<void>;
  setLooksByItself(looks: boolean): Promise<void>;
  look(): Promise<void>;
  /** Fetches the version that was found. */
  fetch(): Promise<void>;
  /** Installs what was fetched. */
  install(): Promise<void>;
  /** Ends the program and starts the version that was installed. */
  restart(): Promise<void>;
}
