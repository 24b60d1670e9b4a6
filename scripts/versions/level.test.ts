import { heaviest, nextVersion } from './level';
import type { Level } from './level';

test.each<[string, Level, string]>([
  ['0.1.0', 'patch', '0.1.1'],
  ['0.1.0', 'minor', '0.1.1'],
  ['0.1.7', 'major', '0.2.0'],
  ['1.2.3', 'patch', '1.2.4'],
  ['1.2.3', 'minor', '1.3.0'],
  ['1.2.3', 'major', '2.0.0'],
  ['1.0.0-beta.1', 'patch', '1.0.0'],
])('%s after a %s change is %s', (version, level, next) => {
  expect(nextVersion(version, level)).toBe(next);
});

test('the heaviest change decides', () => {
  expect(heaviest(['patch', 'major', 'minor'])).toBe('major');
  expect(heaviest([])).toBeUndefined();
});
