import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContentError } from '../../base/errors';
import type { Problem } from '../../base/errors';
import { readLabels } from './read-labels';

const SLUGS = ['exo-mailbox-fullaccess', 'pim-activation'];

function read(text: string): ReadonlyMap<string, readonly string[]> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'labels-'));
  const file = join(folder.path, 'labels.ndjson');
  writeFileSync(file, text);
  return readLabels(file, SLUGS);
}

function problemsOf(call: () => unknown): readonly Problem[] {
  try {
    call();
  } catch (error) {
    if (error instanceof ContentError) return error.problems;
    throw error;
  }
  return [];
}

test('labels are read by record, those of one record together', () => {
  const text =
    '{"record":"a","story":"s","step":"1","rules":["pim-activation"]}\n\n' +
    '{"record":"a","story":"t","step":"1","rules":["exo-mailbox-fullaccess","pim-activation"]}\n' +
    '{"record":"b","story":"t","step":"2","rules":[]}';
  expect([...read(text)]).toEqual([
    ['a', ['pim-activation', 'exo-mailbox-fullaccess']],
    ['b', []],
  ]);
});

test('everything that is wrong is said, with its line', () => {
  const text = '{"record":"a","rules":["pim-activatoin"]}\n{"record":7,"rules":[]}\n{"record"';
  const problems = problemsOf(() => read(text));
  expect(problems.map(({ code, location }) => [code, location?.line])).toEqual([
    ['LABELS_UNKNOWN_RULE', 1],
    ['LABELS_MALFORMED_LINE', 2],
    ['LABELS_MALFORMED_LINE', 3],
  ]);
  expect(problems[0]).toMatchObject({ found: 'pim-activatoin' });
  expect(problems[0]?.hint).toContain('did you mean “pim-activation”');
  expect(problems[1]?.message).toContain('record:');
});

test('a file that is not there is named', () => {
  const [problem] = problemsOf(() => readLabels('/nowhere/labels.ndjson', SLUGS));
  expect(problem?.code).toBe('LABELS_UNREADABLE');
  expect(problem?.message).toContain('/nowhere/labels.ndjson');
});
