import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadPack } from '../../content';
import { NOT_BEGUN } from './progress';
import { StateFile } from './state-file';
import type { Subject } from './state-file';

const rules = loadPack(resolve(__dirname, '../../..')).rules.slice(0, 2);
const [first, second] = rules;
const subject: Subject = {
  url: 'http://192.0.2.1:9200',
  from: Date.UTC(2026, 2, 1),
  to: Date.UTC(2026, 2, 8),
  rules,
};
const progress = {
  ...NOT_BEGUN,
  days: [3, 0],
  delays: [[60, 3]] as const,
  recent: [{ id: 'a', eventId: undefined, at: subject.from }],
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'o365-noise-'));
  path = join(folder, 'new', 'state.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A file with progress on one rule. */
function written(): string {
  new StateFile(path, subject).set('one', progress);
  return readFileSync(path, 'utf8');
}

test('the next run goes on from there, and only whoever ran it can read it', () => {
  written();
  expect(new StateFile(path, subject).get('one')).toEqual(progress);
  expect(new StateFile(path, subject).get('other')).toBeUndefined();
  expect(new StateFile(path, subject).get('__proto__')).toBeUndefined();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('--fresh begins anew; once the report is written, so does the next run', () => {
  written();
  expect(new StateFile(path, subject, true).get('one')).toBeUndefined();
  new StateFile(path, subject).remove();
  expect(new StateFile(path, subject).get('one')).toBeUndefined();
});

test('a run that died while it wrote leaves what was there before', () => {
  written();
  writeFileSync(`${path}.part`, '{"half');
  expect(new StateFile(path, subject).get('one')).toEqual(progress);
});

test.each<[string, (text: string) => string]>([
  ['cut off', (text) => text.slice(0, -20)],
  ['empty', () => ''],
  ['of another program', () => '{"version":"1.0","rules":[]}'],
  ['without counts', (text) => text.replace('[3,0]', '["3",null]')],
  ['with half a rule', (text) => text.replace('"matched"', '"unmatched"')],
])('a file that is %s is damaged', (_what, change) => {
  writeFileSync(path, change(written()));
  expect(() => new StateFile(path, subject)).toThrow(/NOISE_STATE_UNUSABLE: .*damaged/);
  expect(new StateFile(path, subject, true).get('one')).toBeUndefined();
});

test('a file of another version of this program is told', () => {
  writeFileSync(path, written().replace('"format":1', '"format":2'));
  expect(() => new StateFile(path, subject)).toThrow(/another version/);
});

test.each<[string, Partial<Subject>, RegExp]>([
  ['another cluster', { url: 'http://192.0.2.2:9200' }, /of http:\/\/192\.0\.2\.1:9200/],
  ['other days', { to: Date.UTC(2026, 2, 9) }, /2026-03-01 up to, without, 2026-03-08/],
  ['fewer rules', { rules: rules.slice(1) }, /other rules/],
  [
    'a changed rule',
    { rules: first && second ? [{ ...first, from: 'now-2h' }, second] : [] },
    /they changed/,
  ],
])('progress on %s does not count', (_what, change, reason) => {
  written();
  expect(() => new StateFile(path, { ...subject, ...change })).toThrow(reason);
});

test('a place that cannot be written to is said', () => {
  writeFileSync(join(folder, 'new'), 'a file where a folder should be');
  expect(() => {
    new StateFile(join(folder, 'new', 'state.json'), subject, true).set('one', progress);
  }).toThrow(/NOISE_STATE_NOT_WRITABLE/);
});
