import { YamlDocument } from '../base/yaml';
import type { CheckPage, Found } from './check';
import { Place, sourcePath } from './place';

const check: CheckPage = {
  code: 'SOME_CHECK',
  severity: 'error',
  title: 'A title.',
  why: 'A reason.',
  bad: 'bad',
  mend: 'Mend it.',
};

const YAML = `id: 1
name: A name
suppression: { group_by: [user.id] }
noise: A few.
attack:
  - tactic: TA0003
  - tactic: TA0004
references:
  - https://example.com/a
guide:
  summary: The summary names source.ip.
  false_positives:
    - Holidays.
`;
const source = new Place('rule.yml', YAML, {
  document: new YamlDocument('rule.yml', YAML),
  translate: sourcePath,
});

const JSON_TEXT =
  '{\n  "id": "a_1",\n  "attributes": {\n    "name": "A name",\n    "tags": ["x", "y"]\n  }\n}\n';
const asset = new Place('a.json', JSON_TEXT, { translate: (path) => ['attributes', ...path] });

const at = (place: Place, found: Omit<Found, 'message'>): string => {
  const { location } = place.finding(check, { message: 'wrong', ...found });
  return `${location?.line}:${location?.column}`;
};

test.each<[string, Place, Omit<Found, 'message'>, string]>([
  ['the id', source, { path: ['rule_id'] }, '1:5'],
  ['a key', source, { path: ['name'], atKey: true }, '2:1'],
  ['suppression', source, { path: ['alert_suppression', 'group_by', 0] }, '3:27'],
  ['the second ATT&CK row', source, { path: ['threat', 1, 'technique', 0, 'id'] }, '7:5'],
  ['a reference', source, { path: ['references', 0] }, '9:5'],
  ['a false positive', source, { path: ['false_positives', 0] }, '13:7'],
  ['text of the guide', source, { path: ['note'], snippet: 'source.ip' }, '11:30'],
  ['text of the guide from before it', source, { path: ['note'], snippet: 'A few' }, '4:8'],
  ['text of a template, at the guide', source, { path: ['note'], snippet: 'not in the file' }, '11:3'],
  ['what is not there, at its parent', source, { path: ['guide', 'response'] }, '11:3'],
  ['the file as a whole', source, {}, '1:1'],
  ['a member of an asset’s attributes', asset, { path: ['name'] }, '4:14'],
  ['an item of a list in JSON', asset, { path: ['tags', 1] }, '5:20'],
  ['an offset', asset, { offset: 4 }, '2:3'],
])('%s has its place', (_, place, found, expected) => {
  expect(at(place, found)).toBe(expected);
});

test('a line of an NDJSON file counts from the beginning of the file', () => {
  const line = new Place('rules.ndjson', '{"name":"a","tags":["x"]}', { firstLine: 7 });
  expect(at(line, { path: ['tags', 0] })).toBe('7:22');
});

test('a snippet that stands in the file is mended there, any other is not', () => {
  const mended = source.finding(check, {
    path: ['name'],
    snippet: 'A name',
    replacement: 'Name',
    message: '',
  });
  expect(mended).toMatchObject({ fixable: true, edits: [{ start: 12, end: 18, text: 'Name' }] });
  const unknown = source.finding(check, {
    path: ['name'],
    snippet: 'Title',
    replacement: 'Name',
    message: '',
  });
  expect(unknown).toMatchObject({ fixable: false, edits: [], hint: 'Mend it.' });
});

test('text that YAML does not take, though JSON does, is placed at its beginning', () => {
  const tabs = new Place('a.json', '{\n\t"name":\t"a"\n}', {});
  expect(at(tabs, { path: ['name'] })).toMatch(/^\d+:\d+$/);
});
