import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError } from '../../base/errors';
import type { JsonObject, JsonValue } from '../../base/json';
import { newDocument } from '../document';
import { compilePainless, PainlessError } from '.';

/**
 * What a real Elasticsearch answered. `refused`: it did not compile; `unsupported`: it ran there and this
 * interpreter refuses it by name; `throws`: the Java exception inside the script_exception, with its reason where
 * ours is the same; `fails`: the document could not be stored.
 */
type Answer =
  | { value: JsonValue }
  | { sets: JsonObject; removes?: string[]; metadata?: JsonObject }
  | { returns: boolean }
  | { throws: string; reason?: string }
  | { fails: string }
  | { refused: string }
  | { unsupported: true };

interface Recording {
  server: string;
  documents: Record<string, JsonObject>;
  cases: ['value' | 'script' | 'condition', string, string, Answer][];
}

const recording = JSON.parse(readFileSync(join(__dirname, 'recorded-answers.json'), 'utf8')) as Recording;

/** A value is asked for by storing it in `ctx.result`. */
function run(kind: string, source: string, document: JsonObject): Answer {
  const script = kind === 'value' ? `ctx.result = (${source});` : source;
  try {
    const program = compilePainless(script, { kind: kind === 'condition' ? 'condition' : 'script' });
    return runProgram(program, kind, document);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems[0]?.code === 'PAINLESS_UNSUPPORTED'
      ? { unsupported: true }
      : { refused: error.message };
  }
}

function runProgram(program: ReturnType<typeof compilePainless>, kind: string, original: JsonObject): Answer {
  const document = newDocument(structuredClone(original), 'i', '1', 0, '');
  // The simulation that was recorded gives documents no version type.
  delete document.metadata['_version_type'];
  try {
    const returned = program.run(document);
    if (kind === 'condition') return { returns: returned === true };
  } catch (error) {
    if (!(error instanceof Error) || !('type' in error)) throw error;
    if (!(error instanceof PainlessError)) return { fails: String(error.type) };
    return { throws: error.causedBy?.type ?? '', reason: error.causedBy?.message ?? '' };
  }
  const source = JSON.parse(JSON.stringify(document.source)) as JsonObject;
  if (kind === 'value') return { value: source['result'] ?? null };
  return {
    sets: source,
    metadata: { _index: document.metadata['_index'] ?? null, _id: document.metadata['_id'] ?? null },
  };
}

function expectedOf(answer: Answer, document: JsonObject): unknown {
  if ('throws' in answer) return expect.objectContaining(answer);
  if ('refused' in answer) return { refused: expect.any(String) as string };
  if (!('sets' in answer)) return answer;
  const sets: JsonObject = { ...document, ...answer.sets };
  for (const key of answer.removes ?? []) Reflect.deleteProperty(sets, key);
  return { sets, metadata: answer.metadata ?? { _index: 'i', _id: '1' } };
}

describe(`as ${recording.server} answered`, () => {
  test.each(recording.cases)('%s on %s: %s', (kind, name, source, answer) => {
    const document = recording.documents[name];
    if (document === undefined) throw new Error(`no document ${name}`);
    const actual = run(kind, source, document);
    // What Painless refuses may also be refused as unsupported: Elasticsearch takes neither.
    if ('refused' in answer && 'unsupported' in actual) return;
    expect(actual).toEqual(expectedOf(answer, document));
  });
});
