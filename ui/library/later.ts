/** What a first start does not show, in one piece: a second one would be asked for on its own. */
export { default as EarlySettings } from '../settings/EarlySettings.svelte';
export { default as MainWindow } from './MainWindow.svelte';
