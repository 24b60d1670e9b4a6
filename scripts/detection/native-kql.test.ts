import { parseKql } from '../kql';
import { nativeDifference } from './native-kql';

describe('nativeDifference', () => {
  test.each(['a: RE\\:*', 'not (a: x or a: \\(1*)'])('%s differs', (query) => {
    expect(nativeDifference({ query, ast: parseKql(query) })).toMatch(/escaped/);
  });

  test.each(['a: RE*', 'a: *\\(1\\)', 'a: "RE:"', 'a: RE\\:', 'a: * and b > 3'])('%s must agree', (query) => {
    expect(nativeDifference({ query, ast: parseKql(query) })).toBeUndefined();
  });
});
