import type { JsonObject } from '../../scripts/base/json';
import type { Replayed } from '../../scripts/collect/write/replay';
import { ask } from '../engine/shared-server';
import { CliScene, logOf } from './cli-scene';
import { TargetServer } from './target';

/** Deeper than Elasticsearch reads. */
const TOO_DEEP = JSON.parse(`${'{"a":'.repeat(1100)}1${'}'.repeat(1100)}`) as object;

let target: TargetServer;
let scene: CliScene;
let audit: string;
let deadLetter: string;
const made: string[] = [];

async function sent(method: string, path: string, body?: object): Promise<JsonObject> {
  const { status, body: answer } = await ask(method, path, body);
  if (status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
  return answer as JsonObject;
}

/** A key that an administrator would make for a replay. */
async function keyWith(indices: readonly object[]): Promise<string> {
  const { encoded, id } = (await sent('POST', '/_security/api_key', {
    name: 'replay',
    role_descriptors: { replay: { indices } },
  })) as { encoded: string; id: string };
  made.push(id);
  return encoded;
}

/** Whose privileges on a data stream hold for its backing indices, too; those on an alias that stands for it do not. */
function named(...streams: string[]): string[] {
  return target.hasDataStreams ? streams : streams.flatMap((stream) => [stream, `.ds-${stream}-*`]);
}

const CREATE = ['create_doc', 'auto_configure'];

async function replay(key: string): Promise<{ exitCode: number | null; outcome: Partial<Replayed> }> {
  // What was written a moment ago is found by searching only then.
  await scene.namespace.stored();
  const { exitCode, stdout } = await scene.collect(['--replay', '--json'], { CLI_KEY: key });
  const { reasons, ...outcome } = JSON.parse(stdout) as Replayed;
  expect(reasons).toHaveLength(outcome.refused);
  return { exitCode, outcome };
}

/** `_id`s in all backing indices of the audit log, sorted. */
async function inAudit(): Promise<string[]> {
  const stored = await scene.namespace.stored();
  return stored.flatMap(({ id, index }) => (index.startsWith(`.ds-${audit}-`) ? [id] : [])).sort();
}

/** The pack before an update: its pipeline does not understand an operation yet. */
async function misunderstand(operation: string): Promise<() => Promise<void>> {
  const settings = await sent('GET', `/${audit}/_settings?flat_settings=true`);
  const [index] = Object.values(settings) as { settings: Record<string, string> }[];
  const collected = index?.settings['index.default_pipeline'] ?? '';
  const shipped = collected.replace(/-collected$/, '');
  const pipelines = (await sent('GET', `/_ingest/pipeline/${shipped}*`)) as Record<string, JsonObject>;
  const { processors, on_failure } = pipelines[shipped] as { processors: object[]; on_failure: object[] };
  const fail = { tag: 'not_yet', if: `ctx.message.contains('${operation}')`, message: 'not understood yet' };
  const older = `${shipped}-${scene.namespace.name}`;
  const around = JSON.stringify({ processors: pipelines[collected]?.['processors'] });
  await sent('PUT', `/_ingest/pipeline/${older}`, { processors: [{ fail }, ...processors], on_failure });
  await sent(
    'PUT',
    `/_ingest/pipeline/${older}-collected`,
    JSON.parse(around.replace(`"${shipped}"`, `"${older}"`)) as object,
  );
  await sent('PUT', `/${audit}/_settings`, { 'index.default_pipeline': `${older}-collected` });
  return async () => {
    await sent('PUT', `/${audit}/_settings`, { 'index.default_pipeline': collected });
    for (const name of [`${older}-collected`, older]) await sent('DELETE', `/_ingest/pipeline/${name}`);
  };
}

beforeAll(async () => {
  target = await TargetServer.open();
  scene = await CliScene.set(target, 'replay');
  ({ audit, deadLetter } = scene.namespace.streams);
});
afterAll(async () => {
  await ask('DELETE', '/_security/api_key', { ids: made });
  await scene[Symbol.asyncDispose]();
  await target[Symbol.asyncDispose]();
});

test('dead letters come into the audit log when they can be read, once, and the others stay', async () => {
  const mend = await misunderstand('NotYet');
  // A field of another type than the records have, until the next backing index.
  const Odd = { type: 'integer', ignore_malformed: false };
  await sent('PUT', `/${audit}/_mapping`, {
    properties: { o365: { properties: { audit: { properties: { Odd } } } } },
  });
  const good = scene.publish({}, {});
  const notYet = scene.publish({ Operation: 'NotYet' }, { Operation: 'NotYet' });
  const refused = scene.publish({ Odd: 'many' });
  const never = scene.publish({ Deep: TOO_DEEP });

  const collected = await scene.collect(['--once']);
  expect(collected.exitCode).toBe(0);
  expect(await inAudit()).toEqual(good);
  const letters = await sent('GET', `/${deadLetter}/_search?size=100`);
  const { hits } = letters['hits'] as { hits: { _id: string; _source: JsonObject }[] };
  const reasons = Object.fromEntries(hits.map(({ _id, _source: { error } }) => [_id, error]));
  expect(Object.keys(reasons).sort()).toEqual([...notYet, ...refused, ...never].sort());
  expect(reasons).toMatchObject({
    [notYet[0] ?? '']: { message: expect.stringContaining('not understood yet') as string },
    [refused[0] ?? '']: {
      type: 'document_parsing_exception',
      message: expect.stringContaining('[o365.audit.Odd] of type [integer]') as string,
    },
    [never[0] ?? '']: { message: expect.stringContaining('processor ') as string },
  });
  expect(hits.find(({ _id }) => _id === refused[0])?._source).toMatchObject({
    event: { original: expect.stringContaining('"Odd":"many"') as string },
    labels: { collector_id: '10001' },
  });

  const key = await keyWith([{ names: named(audit, deadLetter), privileges: ['read', ...CREATE] }]);
  const nothing = { read: 4, created: 0, present: 0, unusable: 0 };
  expect(await replay(key)).toEqual({ exitCode: 1, outcome: { ...nothing, refused: 4 } });
  await mend();
  expect(await replay(key)).toEqual({ exitCode: 1, outcome: { ...nothing, created: 2, refused: 2 } });
  expect(await inAudit()).toEqual([...good, ...notYet].sort());
  await scene.namespace.rollOver();
  expect(await replay(key)).toEqual({
    exitCode: 1,
    outcome: { ...nothing, created: 1, present: 2, refused: 1 },
  });
  await scene.namespace.rollOver();
  await scene.namespace.rollOver(deadLetter);
  for (let times = 0; times < 2; times += 1) {
    expect(await replay(key)).toEqual({ exitCode: 1, outcome: { ...nothing, present: 3, refused: 1 } });
  }
  expect(await inAudit()).toEqual([...good, ...notYet, ...refused].sort());
});

test.each([
  ['of the collector, which may not read', () => scene.namespace.apiKey, 'REPLAY_CANNOT_READ'],
  [
    'that may read only',
    () => keyWith([{ names: named(audit, deadLetter), privileges: ['read'] }]),
    'REPLAY_CANNOT_WRITE',
  ],
])('a replay by a key %s ends at once and says what the key needs', async (_, key, code) => {
  await scene.namespace.rollOver();
  const { exitCode, stdout, stderr } = await scene.collect(['--replay'], { CLI_KEY: await key() });
  expect(stderr).toContain(code);
  expect(stderr).toMatch(/read.*create_doc/);
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
});

test('a key that may not look into the audit log is warned of', async () => {
  const key = await keyWith([
    { names: named(deadLetter), privileges: ['read', ...CREATE] },
    { names: named(audit), privileges: CREATE },
  ]);
  const { stderr } = await scene.collect(['--replay'], { CLI_KEY: key });
  const warned = logOf({ stdout: stderr }).filter(({ level }) => level === 'warn');
  expect(warned).toMatchObject([{ stream: audit, msg: expect.stringContaining('rollover') as string }]);
});
