import { fireEvent } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import { clock } from '../parts/clock.svelte';
import { openWindow } from '../tests/window';

it('tells that the window is used, when it is and not with every movement', async () => {
  const elapsed = vi.spyOn(clock, 'elapsed').mockReturnValue(1_000);
  const { backend, container } = await openWindow({ scenario: 'done' });
  const told = vi.spyOn(backend, 'noteTouch');
  expect(told).not.toHaveBeenCalled();
  await fireEvent.pointerMove(container);
  await fireEvent.wheel(container);
  await fireEvent.keyDown(container, { key: 'Tab' });
  expect(told).toHaveBeenCalledOnce();
  elapsed.mockReturnValue(20_000);
  await fireEvent.pointerDown(container);
  expect(told).toHaveBeenCalledOnce();
  elapsed.mockReturnValue(21_000);
  await fireEvent.pointerDown(container);
  expect(told).toHaveBeenCalledTimes(2);
});
