import { ageMilliseconds, applyJsonPatch, CaseError } from './expand';

describe('ageMilliseconds', () => {
  test.each([
    ['-10m', -600_000],
    ['0m', 0],
    ['-14d', -1_209_600_000],
  ])('%s is %d', (age, milliseconds) => {
    expect(ageMilliseconds(age)).toBe(milliseconds);
  });
});

describe('applyJsonPatch', () => {
  test('changes a copy', () => {
    const record = { a: 1 };
    expect(applyJsonPatch(record, [{ op: 'replace', path: '/a', value: 2 }], 'the record')).toEqual({ a: 2 });
    expect(record).toEqual({ a: 1 });
  });

  test.each([
    ['a path that is not there', [{ op: 'replace', path: '/b', value: 1 }], 'CASE_PATCH_FAILED'],
    ['a parent that is not there', [{ op: 'add', path: '/b/c', value: 1 }], 'CASE_PATCH_FAILED'],
    ['a removal of nothing', [{ op: 'remove', path: '/b' }], 'CASE_PATCH_FAILED'],
    ['a change that changes nothing', [{ op: 'replace', path: '/a', value: 1 }], 'CASE_PATCH_NO_CHANGE'],
    ['a prototype', [{ op: 'add', path: '/__proto__/polluted', value: 1 }], 'CASE_PATCH_FAILED'],
  ])('refuses %s', (_, patch, code) => {
    expect(() => applyJsonPatch({ a: 1 }, patch, 'the record')).toThrow(CaseError);
    try {
      applyJsonPatch({ a: 1 }, patch, 'the record');
    } catch (error) {
      expect((error as CaseError).code).toBe(code);
    }
  });
});
