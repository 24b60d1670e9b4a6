import { nearest, nearestName } from './nearest';

describe('nearestName', () => {
  test.each([
    ['event.acton', 'event.action'],
    ['EVENT.ACTION', 'event.action'],
    ['zzz', undefined],
  ])('%s → %s', (name, expected) => {
    expect(nearestName(name, ['event.action', 'event.outcome'])).toBe(expected);
  });

  test('nearest says nothing when nothing is near', () => {
    expect(nearest('zzz', ['event.action'])).toBe('');
    expect(nearest('event.acton', ['event.action'])).toContain('“event.action”');
  });
});
