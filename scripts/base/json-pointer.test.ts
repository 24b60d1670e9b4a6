import { replaceAtPointer, valueAtPointer } from './json-pointer';

const record = { Id: 'a', Parameters: [{ Name: 'User', Value: 'x' }], 'a/b': 1 };

describe('valueAtPointer', () => {
  test.each([
    ['/Id', 'a'],
    ['/Parameters/0/Value', 'x'],
    ['/a~1b', 1],
    ['/Parameters/1/Value', undefined],
    ['/constructor', undefined],
  ])('%s is %j', (pointer, value) => {
    expect(valueAtPointer(record, pointer)).toBe(value);
  });
});

describe('replaceAtPointer', () => {
  test('copies what lies on the way and shares the rest', () => {
    const replaced = replaceAtPointer(record, '/Parameters/0/Value', 'y');
    expect(replaced).toEqual({ ...record, Parameters: [{ Name: 'User', Value: 'y' }] });
    expect(record.Parameters[0]?.Value).toBe('x');
  });

  test.each(['/Missing', '/Parameters/3/Value', '/Id/x'])('%s leads nowhere', (pointer) => {
    expect(replaceAtPointer(record, pointer, 'y')).toBeUndefined();
  });
});
