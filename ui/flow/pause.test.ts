import { expect, it } from 'vitest';
import { pauseEnd } from './pause';

const evening = new Date(2026, 10, 20, 22, 30);

it('a pause ends after an hour, on the next morning, or when somebody ends it', () => {
  expect(new Date(pauseEnd('hour', evening)!)).toEqual(new Date(2026, 10, 20, 23, 30));
  expect(new Date(pauseEnd('tomorrow', evening)!)).toEqual(new Date(2026, 10, 21, 8, 0));
  expect(pauseEnd('resumed', evening)).toBeNull();
});
