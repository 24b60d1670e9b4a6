import type { Change } from './changes';
import { changelogEntry } from './changelog-entry';

const change = (name: string, level: Change['level'], what: Change['what'] = 'changed'): Change => ({
  kind: 'rule',
  what,
  name,
  level,
});

describe('the changelog entry of a bump', () => {
  test('lists the changes by weight, the heaviest first', () => {
    const changes = [
      change('A', 'patch'),
      change('B', 'major', 'removed'),
      change('C', 'minor', 'new'),
      change('D', 'patch'),
    ];
    const { changes: lines } = changelogEntry('0.2.0', changes, {});
    expect(lines.map(({ type, description }) => `${type}: ${description}`)).toEqual([
      'breaking-change: Rule “B” removed.',
      'enhancement: Rule “C” new.',
      'bugfix: Rule “A” changed; rule “D” changed.',
    ]);
    expect(lines[0]?.link).toMatch(/\/v0\.2\.0$/);
  });

  test('counts what it does not list', () => {
    const changes = Array.from({ length: 20 }, (_, index) => change(String(index), 'patch'));
    expect(changelogEntry('0.2.0', changes, {}).changes[0]?.description).toMatch(
      /rule “7” changed; and 12 more\.$/,
    );
  });

  test('is one line with a message, of the weight of the heaviest change', () => {
    const entry = changelogEntry('0.2.0', [change('A', 'patch'), change('C', 'minor')], {
      message: 'Better.',
    });
    expect(entry.changes).toMatchObject([{ description: 'Better.', type: 'enhancement' }]);
  });
});
