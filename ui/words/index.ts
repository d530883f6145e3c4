export { direction, hasWords, locale, speak, t, type Arguments } from './catalogue';
export * from './format';
export { default as Words } from './Words.svelte';
