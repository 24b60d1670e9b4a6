import { ContentError } from '../base/errors';
import { readImportFile } from './import-file';
import { importParts, partText } from './import-parts';
import { ruleExport } from './rule-export';

const rule = (id: string): string => JSON.stringify({ rule_id: id, name: `Rule ${id}`, version: 3 });

function codes(text: string): string[] {
  try {
    readImportFile(text, 'rules.ndjson');
  } catch (error) {
    if (error instanceof ContentError)
      return error.problems.map(({ code, location }) => `${code}:${location?.line ?? ''}`);
  }
  return [];
}

describe('readImportFile', () => {
  it('reads the export of the pack, less its line of counts', () => {
    const { rules, others } = readImportFile(
      ruleExport([{ rule_id: 'a', name: 'A', version: 2 }]),
      'the pack',
    );
    expect(rules).toEqual([
      { id: 'a', name: 'A', version: 2, json: '{"rule_id":"a","name":"A","version":2}' },
    ]);
    expect(others).toEqual([]);
  });

  it('keeps exception lists, their items and connectors apart; byte order mark and CRLF do not matter', () => {
    const list = '{"list_id":"trusted","name":"Trusted"}';
    const connector = '{"type":"action","attributes":{}}';
    const { rules, others } = readImportFile(
      `\uFEFF${rule('a')}\r\n\r\n${list}\r\n${connector}\r\n`,
      'rules.ndjson',
    );
    expect(rules.map(({ id }) => id)).toEqual(['a']);
    expect(others).toEqual([list, connector]);
  });

  it.each([
    ['an empty file', '', ['IMPORT_EMPTY:']],
    ['only the line of counts', '{"exported_count":0}\n', ['IMPORT_EMPTY:']],
    ['a zip', 'PK\u0003\u0004', ['IMPORT_NOT_NDJSON:1']],
    ['a cut line', `${rule('a')}\n{"rule_id":"b"`, ['IMPORT_NOT_NDJSON:2']],
    ['a list', `[${rule('a')}]`, ['IMPORT_NOT_NDJSON:1']],
    ['a rule without rule_id', '{"name":"A"}\n{"name":"B"}', ['IMPORT_NO_RULE:1', 'IMPORT_NO_RULE:2']],
    ['a rule twice', `${rule('a')}\n${rule('b')}\n${rule('a')}`, ['IMPORT_RULE_TWICE:3']],
  ])('refuses %s', (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
});

describe('importParts', () => {
  it('keeps each part below the size that Kibana takes', () => {
    const large = { id: 'a', name: 'A', version: 1, json: `"${'x'.repeat(4 * 1024 * 1024)}"` };
    const parts = importParts({ rules: [large, large, large], others: [] });
    expect(parts.map((part) => part.rules.length)).toEqual([2, 1]);
    for (const part of parts) expect(Buffer.byteLength(partText(part))).toBeLessThan(10 * 1024 * 1024);
  });
});
