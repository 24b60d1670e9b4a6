import { comparePages } from './compare-pages';

const wanted = new Map([
  ['b', '1'],
  ['a', '1'],
]);

describe('comparePages', () => {
  test.each([
    ['nothing', wanted, { stale: [], missing: [], superfluous: [] }],
    [
      'a page with another text',
      new Map([...wanted, ['a', '2']]),
      { stale: ['a'], missing: [], superfluous: [] },
    ],
    ['a page that is not there', new Map([['a', '1']]), { stale: [], missing: ['b'], superfluous: [] }],
    ['a page of no rule', new Map([...wanted, ['c', '']]), { stale: [], missing: [], superfluous: ['c'] }],
    ['everything', new Map<string, string>(), { stale: [], missing: ['a', 'b'], superfluous: [] }],
  ])('names %s', (_, found, differences) => {
    expect(comparePages(wanted, found)).toEqual(differences);
  });
});
