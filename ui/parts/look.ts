/** How a state looks: a shape, and a colour that says the same. */
import type { LucideIcon } from '@lucide/svelte';

export interface Look {
  icon: LucideIcon;
  color: string;
}
