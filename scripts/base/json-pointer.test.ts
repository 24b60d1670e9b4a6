import { replaceAtPointer, valueAtPointer, withOwnContainers } from './json-pointer';

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

describe('withOwnContainers', () => {
  test('copies the containers on the way and no others', () => {
    const list = [{ deep: { a: 1 } }, { deep: { a: 2 } }];
    const copy = withOwnContainers({ list }, '/list/0/deep/a') as { list: typeof list };
    expect(copy).toEqual({ list });
    expect(copy.list[0]?.deep).not.toBe(list[0]?.deep);
    expect(copy.list[1]).toBe(list[1]);
  });

  test.each(['', '/missing/a', '/list/-', '/list/7/a'])('%j leaves the value equal', (pointer) => {
    expect(withOwnContainers({ list: [1] }, pointer)).toEqual({ list: [1] });
  });
});
