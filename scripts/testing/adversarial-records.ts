/** What the shipped pipeline and mapping make of a hostile record. */
export type Fate =
  /** Stored, read as a record. */
  | 'stored'
  /** Stored with `event.kind: pipeline_error`: it cannot be read. */
  | 'kept as unreadable';

export interface AdversarialRecord {
  readonly name: string;
  /** The raw record as it arrives, JSON or not. */
  readonly text: string;
  readonly fate: Fate;
  /** Too much for a small real server, whatever it does with it. */
  readonly embeddedOnly?: boolean;
}

const COMMON =
  '"Id":"hostile","CreationTime":"2026-03-10T11:42:18","Operation":"Send","Workload":"Exchange",' +
  '"RecordType":2,"UserId":"a.lee@contoso.com"';

/** A record with more members, given as JSON text; of a repeated member the last counts. */
function record(members: string): string {
  return `{${COMMON},${members}}`;
}

function field(name: string, value: unknown): string {
  return record(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
}

const MEGABYTE = 1024 * 1024;
const MANY = 100_000;

function many<T>(make: (index: number) => T): T[] {
  return Array.from({ length: MANY }, (_, index) => make(index));
}

function stored(name: string, text: string): AdversarialRecord {
  return { name, text, fate: 'stored' };
}

function unreadable(name: string, text: string): AdversarialRecord {
  return { name, text, fate: 'kept as unreadable' };
}

/** Values so large that a server of little memory refuses the request. */
const large: readonly AdversarialRecord[] = [
  stored('a value of 10 MB', field('Subject', 'x'.repeat(10 * MEGABYTE))),
  stored('an operation of 10 MB', field('Operation', 'x'.repeat(10 * MEGABYTE))),
  stored('a user of 10 MB', field('UserId', `${'x'.repeat(10 * MEGABYTE)}@contoso.com`)),
  stored('an address of 10 MB', field('ClientIP', '1.'.repeat(5 * MEGABYTE))),
  stored('a user agent of 10 MB', field('UserAgent', 'Mozilla/5.0 ('.repeat(MEGABYTE))),
  stored('a time of 10 MB', field('CreationTime', '2026-'.repeat(2 * MEGABYTE))),
].map((one) => ({ ...one, embeddedOnly: true }));

/** Records that somebody might send to hang, crash or mislead the pipeline; made anew at each call. */
export function adversarialRecords(): AdversarialRecord[] {
  return [
    ...large,
    stored('a value of 1 MB', field('Subject', 'x'.repeat(MEGABYTE))),
    stored('an address of colons', field('ClientIP', ':'.repeat(MEGABYTE))),
    stored('a user agent of brackets', field('UserAgent', `Mozilla/5.0 ${'(a'.repeat(200_000)}`)),
    stored('a user agent of blanks', field('UserAgent', `${' '.repeat(MEGABYTE)}x`)),
    stored('a user agent of semicolons', field('UserAgent', `Android ${'; '.repeat(500_000)}`)),
    unreadable('objects 10,000 deep', record(`"X":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)),
    unreadable('arrays 10,000 deep', record(`"X":${'['.repeat(10_000)}${']'.repeat(10_000)}`)),
    unreadable('a million open arrays', record(`"X":${'['.repeat(1_000_000)}`)),
    stored('objects 900 deep', record(`"X":${'{"a":'.repeat(900)}1${'}'.repeat(900)}`)),
    stored('an array of 100,000 values', field('X', many(String))),
    stored(
      'an array of 100,000 objects',
      field(
        'X',
        many((a) => ({ a })),
      ),
    ),
    stored(
      '100,000 items',
      field(
        'Item',
        many((index) => ({ Id: String(index) })),
      ),
    ),
    stored(
      '100,000 parameters',
      field(
        'Parameters',
        many((index) => ({ Name: `n${index}`, Value: 'v' })),
      ),
    ),
    stored(
      '100,000 modified properties',
      field(
        'ModifiedProperties',
        many((index) => ({ Name: `n${index}`, NewValue: 'v' })),
      ),
    ),
    stored(
      '100,000 members of a team',
      record(
        `"RecordType":25,"Members":${JSON.stringify(many((index) => ({ UPN: `u${index}@contoso.com` })))}`,
      ),
    ),
    stored(
      '100,000 matched rules',
      field('PolicyDetails', [{ Rules: many((index) => ({ RuleId: `r${index}`, RuleName: 'name' })) }]),
    ),
    stored('100,000 fields', `{${COMMON},${many((index) => `"k${index}":${index}`).join(',')}}`),
    stored(
      'names of the prototype',
      record(
        '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"hasOwnProperty":1,"toString":"x",' +
          '"Parameters":[{"Name":"__proto__","Value":"x"},{"Name":"constructor","Value":"y"}]',
      ),
    ),
    stored('lone surrogates', record('"S":"\\ud800","T\\udc00":"x","Operation":"a\\ud800b"')),
    stored('a lone surrogate as the Id', record('"Id":"\\ud800"')),
    stored('duplicate keys', record('"Operation":"Second","Operation":"Third"')),
    stored('NUL in a name and in a value', record('"A":"\\u0000","B\\u0000":"x"')),
    stored('numbers that a double cannot hold', record(NUMBERS)),
    unreadable('no JSON', 'not a record at all'),
    unreadable('half a record', `{${COMMON},"X":"`),
    unreadable('nothing', ''),
    unreadable('an array', '[1,2]'),
    unreadable('a number', '1e999'),
  ];
}

const NUMBERS =
  '"A":9007199254740993,"B":1.0,"C":1e400,"D":-0.0,"E":123456789012345678901234567890,"F":0.1,' +
  '"Item":{"SizeInBytes":9007199254740993}';
