import { ContentError } from '../base/errors';
import type { Problem } from '../base/errors';
import type { Lock } from './lock-schema';
import { lockText } from './lock-text';
import { parseLock } from './read-lock';

const HASH = 'a'.repeat(64);
const ONE = '3f7c0a3e-6d1c-4a53-9a5e-0d1f5a1b2c01';
const TWO = '3f7c0a3e-6d1c-4a53-9a5e-0d1f5a1b2c02';

const lock: Lock = {
  package: { version: '0.2.0', hash: HASH, earlier: { '0.1.0': HASH } },
  rules: {
    [TWO]: { slug: 'two', name: 'Two', type: 'eql', version: 1, hash: HASH, since: '0.2.0' },
    [ONE]: {
      slug: 'one',
      name: 'One',
      type: 'query',
      version: 2,
      hash: HASH,
      since: '0.1.0',
      earlier: { 1: HASH },
    },
  },
  pipelines: { 'logs-a': { version: 1, hash: HASH, since: '0.1.0' } },
  data_streams: { a: { hash: HASH, since: '0.1.0', fields: { '@timestamp': 'date' } } },
  retired: {},
};
const text = lockText(lock);

function problemOf(spoilt: string): Problem {
  try {
    parseLock(spoilt);
  } catch (error) {
    if (error instanceof ContentError && error.problems[0]) return error.problems[0];
    throw error;
  }
  throw new Error('the lock was read');
}

test('what was written is read, and does not depend on the order of the entries', () => {
  expect(parseLock(text).lock).toMatchObject(lock);
  const reversed = Object.fromEntries(Object.entries(lock.rules).reverse());
  expect(lockText({ ...lock, rules: reversed })).toBe(text);
});

test('marks of a merge conflict are named by their lines', () => {
  const lines = text.split('\n');
  lines.splice(2, 0, '<<<<<<< HEAD');
  lines.splice(4, 0, '=======', '>>>>>>> main');
  expect(problemOf(lines.join('\n'))).toMatchObject({
    code: 'LOCK_CONFLICT',
    message: expect.stringContaining('lines 3, 5, 6') as string,
    location: { line: 3, column: 1 },
    hint: expect.stringContaining('bump -- --since') as string,
  });
});

test.each<[string, string, string, number]>([
  ['a comma too many', text.replace('"two",', '"two",,'), 'LOCK_NOT_JSON', 24],
  ['nothing', '', 'LOCK_NOT_JSON', 1],
  ['half of it', text.slice(0, 300), 'LOCK_NOT_JSON', 1],
  ['HTML', '<html></html>', 'LOCK_NOT_JSON', 1],
  ['YAML', 'format: 1\n', 'LOCK_NOT_JSON', 1],
  ['null', 'null', 'LOCK_FORMAT', 1],
  ['a list', '[]', 'LOCK_FORMAT', 1],
  ['another format', text.replace('"format": 1', '"format": 2'), 'LOCK_FORMAT', 2],
  ['no format', text.replace('"format": 1,', ''), 'LOCK_FORMAT', 1],
  ['a rule twice', text.replace(TWO, ONE), 'LOCK_DUPLICATE_ENTRY', 23],
  ['a version that is none', text.replace('"version": 2', '"version": "2"'), 'LOCK_INVALID_ENTRY', 16],
  ['a package version that is none', text.replace('"0.2.0"', '"0.2"'), 'LOCK_INVALID_ENTRY', 5],
  ['an unknown member', text.replace('"slug"', '"slugg"'), 'LOCK_INVALID_ENTRY', 12],
  ['a hash that is none', text.replace(HASH, 'abc'), 'LOCK_INVALID_ENTRY', 6],
  ['an id that is none', text.replace(ONE, 'one'), 'LOCK_INVALID_ENTRY', 12],
  ['another version', text.replace('"version": 2', '"version": 3'), 'LOCK_EDITED', 3],
  ['another hash', text.replace(HASH, 'b'.repeat(64)), 'LOCK_EDITED', 3],
  ['a key of prototypes', text.replace('"logs-a"', '"__proto__"'), 'LOCK_EDITED', 3],
  ['other indentation', text.replace('  "format"', '    "format"'), 'LOCK_EDITED', 2],
  ['a line more', `${text}\n`, 'LOCK_EDITED', text.split('\n').length + 1],
])('%s is refused', (_, spoilt, code, line) => {
  const problem = problemOf(spoilt);
  expect(problem).toMatchObject({ code, location: { file: 'package-content/versions.lock.json' } });
  if (line > 1) expect(problem.location?.line).toBe(line);
  expect(problem.hint).toBeTruthy();
});
