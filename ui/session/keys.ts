/** Keys that work everywhere in the window. Pure: names the wish, the window grants it. */
import { t } from '../words';

export type Wish =
  | 'search'
  | 'records'
  | 'activity'
  | 'settings'
  | 'sync'
  | 'pause'
  | 'openInNotion'
  | 'back'
  | 'nextRegion'
  | 'previousRegion'
  | 'help'
  | 'close'
  | 'quit';

const isMac = (): boolean => navigator.platform.startsWith('Mac');
/** On Windows a program is ended with Alt+F4, which the system sees to. */
export const canQuitByKey = (): boolean => !navigator.platform.startsWith('Win');
export const commandKey = (): string => t(isMac() ? 'key-command' : 'key-control');

export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** `typing`: the focus is in a field, where plain letters belong to the text. */
export function wishOf(pressed: Pressed, typing: boolean, canQuit = canQuitByKey()): Wish | null {
  const key = pressed.key.toLowerCase();
  if (key === 'f6') return pressed.shiftKey ? 'previousRegion' : 'nextRegion';
  if (pressed.altKey) return key === 'arrowleft' ? 'back' : null;
  if (pressed.ctrlKey || pressed.metaKey) {
    if (pressed.shiftKey) return key === 'p' ? 'pause' : null;
    const wishes: Record<string, Wish> = {
      k: 'search',
      f: 'search',
      '1': 'search',
      '2': 'records',
      '3': 'activity',
      '4': 'settings',
      ',': 'settings',
      r: 'sync',
      o: 'openInNotion',
      w: 'close',
      ...(canQuit ? { q: 'quit' } : {}),
    };
    return wishes[key] ?? null;
  }
  return key === '?' && !typing ? 'help' : null;
}
