/** What the first screen does not show, in one piece: a second one would be asked for on its own. */
export { default as AfterWelcome } from './AfterWelcome.svelte';
export { default as Changes } from './session/Changes.svelte';
export { default as ClosingSheet } from './session/ClosingSheet.svelte';
export { default as EarlySettings } from './settings/EarlySettings.svelte';
export { default as Forgotten } from './onboarding/Forgotten.svelte';
export { default as HelpDialog } from './parts/HelpDialog.svelte';
export { default as Refused } from './Refused.svelte';
export { default as PassphraseDialog } from './session/PassphraseDialog.svelte';
export { default as RefusedLinks } from './session/RefusedLinks.svelte';
export { default as RestoreDialog } from './backup/RestoreDialog.svelte';
export { default as Touches } from './session/Touches.svelte';
export { default as Wishes } from './session/Wishes.svelte';
import './words/all';
