/** The main window, which a first start does not show and so does not read. */
import type { Component } from 'svelte';

let here: Component | null = null;

/** It, once it has been fetched. */
export const mainWindow = (): Component | null => here;

export async function fetchMainWindow(): Promise<Component> {
  here ??= (await import('./later')).MainWindow;
  return here;
}

/** The settings, over a step of the first run. */
export const fetchEarlySettings = async (): Promise<Component> => (await import('./later')).EarlySettings;
