export { direction, hasWords, locale, speak, t, tellWith, type Arguments } from './catalogue';
export * from './format';
export { default as Words } from './Words.svelte';
