import type { ContentError } from './errors';
import { YamlDocument } from './yaml';

const text = [
  'name: Rule',
  'attack:',
  '  - tactic: TA0003',
  '    techniques: [T1098, T9999]',
  'query: |',
  '  a: b',
  '  and c: d',
  '',
].join('\n');

describe('YamlDocument', () => {
  const document = new YamlDocument('rules/x.yml', text);

  test('reads the value', () => {
    expect(document.value).toEqual({
      name: 'Rule',
      attack: [{ tactic: 'TA0003', techniques: ['T1098', 'T9999'] }],
      query: 'a: b\nand c: d\n',
    });
  });

  test.each([
    [['name'], 1, 7],
    [['attack', 0, 'tactic'], 3, 13],
    [['attack', 0, 'techniques', 1], 4, 25],
    [['query'], 6, 3],
    [['attack', 0, 'missing'], 3, 5],
  ])('locates the value at %j', (path, line, column) => {
    expect(document.locate(path)).toEqual({ file: 'rules/x.yml', line, column });
  });

  test('locates a key', () => {
    expect(document.locateKey(['attack', 0, 'techniques'])).toMatchObject({ line: 4, column: 5 });
  });

  test('keeps dates as the text that they are', () => {
    expect(new YamlDocument('a', 'at: 2026-03-10T11:42:18').value).toEqual({ at: '2026-03-10T11:42:18' });
  });

  test('names file, line and column of broken YAML', () => {
    expect.assertions(1);
    try {
      new YamlDocument('rules/x.yml', 'name: Rule\nquery: "open\n');
    } catch (error) {
      expect((error as ContentError).problems[0]).toMatchObject({
        code: 'YAML_SYNTAX',
        location: { file: 'rules/x.yml' },
      });
    }
  });
});
