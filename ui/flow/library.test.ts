import { describe, expect, it } from 'vitest';
import { speak } from '../words';
import { canOpen, kindOf } from './file-kind';
import { folded } from './folded';
import { asDay, chipsOf, dayEnd, noFilter, toCore, without, type Filter } from './search-filter';

const now = new Date(2026, 10, 20, 17, 8);

describe('what narrows a search down', () => {
  it('means days where the person is', () => {
    const edited = (edited: Filter['edited']) => toCore({ ...noFilter, edited }, now);
    expect(edited('today').editedFrom).toBe(new Date(2026, 10, 20).toISOString());
    expect(edited('week').editedFrom).toBe(new Date(2026, 10, 13).toISOString());
    const range = edited({ from: '2026-05-03', to: '2026-05-03' });
    expect(range.editedFrom).toBe(new Date(2026, 4, 3).toISOString());
    expect(range.editedBefore).toBe(new Date(2026, 4, 4).toISOString());
    expect(edited({ from: '', to: '2026-05-03' }).editedFrom).toBeNull();
    expect(dayEnd('2026-05-03')).toBe(new Date(2026, 4, 3, 23, 59, 59, 999).toISOString());
    expect(dayEnd('')).toBeNull();
    expect(asDay(now)).toBe('2026-11-20');
  });

  it('has a chip for each part, and goes with it', () => {
    speak(['en-GB']);
    const filter: Filter = {
      everywhere: false,
      kind: 'row',
      within: { id: '1', title: 'Production' },
      edited: { from: '2026-09-01', to: '' },
      withFiles: true,
      titlesOnly: true,
    };
    const chips = chipsOf(filter, 'Fernhill Studio');
    expect(chips.map(({ words }) => words)).toEqual([
      'Only in Fernhill Studio',
      'Inside: Production',
      'Rows',
      'Edited since 1 Sept 2026',
      'With attachments',
      'Titles only',
    ]);
    const bare = chips.reduce((rest, { id }) => without(rest, id), filter);
    expect(bare).toEqual({ ...noFilter, everywhere: true });
    expect(chipsOf(noFilter, null)).toEqual([]);
  });
});

describe('a difference', () => {
  it('leaves out what is the same for long, and loses nothing', () => {
    const lines = Array.from({ length: 20 }, (_, line) => `${line}\n`).join('');
    const parts = [
      { kind: 'same' as const, text: lines },
      { kind: 'added' as const, text: 'new' },
      { kind: 'same' as const, text: 'a\nb\n' },
    ];
    const shown = folded(parts);
    expect(shown.map((one) => (one.kind === 'gap' ? one.lines : one.part.kind))).toEqual([17, 'same', 'added', 'same']);
    expect(shown.map((one) => (one.kind === 'gap' ? one.text : one.part.text)).join('')).toBe(`${lines}newa\nb\n`);
  });
});

it('an attachment is named by its ending, and only what runs nothing is opened', () => {
  expect(kindOf('Film permit.pdf', null)).toBe('PDF');
  expect(kindOf('photo', 'image/jpeg')).toBe('JPEG');
  expect(kindOf('blob', 'application/octet-stream')).toBe('');
  expect(['a.PDF', 'b.jpg', 'c.exe', 'd.html', 'e.svg', '.pdf', 'f'].map(canOpen)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
