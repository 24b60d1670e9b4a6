import { isDeepStrictEqual } from 'node:util';
import { ContentError } from '../base/errors';
import { parseExactJson } from '../base/exact-json';
import { copyJson, type JsonObject, type JsonValue } from '../base/json';
import { newDocument } from '../ingest/document';
import type { IngestDocument } from '../ingest/document';
import { IngestError } from '../ingest/errors';
import { PainlessError, compilePainless } from '../ingest/painless';

/** A script and the document it is run on: one of `value`, an expression; `script`, statements; `condition`, an `if`. */
export interface PainlessQuestion {
  readonly value?: string;
  readonly script?: string;
  readonly condition?: string;
  /** The source of the document; its `_index` is `i`, its `_id` is `1`. */
  readonly document?: JsonObject;
  readonly params?: JsonObject;
}

/**
 * What came of it: the value; the fields that the script set and removed, and the metadata where it changed; what the
 * condition returned; the exception that the script threw; that of a document which cannot be stored; or that the
 * script does not compile.
 */
export type PainlessAnswer =
  | { readonly value: JsonValue }
  | { readonly sets: JsonObject; readonly removes?: readonly string[]; readonly metadata?: JsonObject }
  | { readonly returns: boolean }
  | { readonly throws: string; readonly reason?: string | null }
  | { readonly fails: string }
  | { readonly refused: true };

/** The embedded engine's answer; `unsupported` says what it does not know when that is why it refuses. */
export interface EmbeddedPainlessAnswer {
  readonly answer: PainlessAnswer;
  readonly unsupported?: string;
  /** The reason of an exception, whether it is part of the answer or not. */
  readonly reason?: string | undefined;
}

/** A value is asked for by storing it in this field. */
const RESULT = 'result';

/** The Painless source that is run for a question. */
export function painlessSource({ value, script, condition }: PainlessQuestion): string {
  return value === undefined ? (script ?? condition ?? '') : `ctx.${RESULT} = (${value});`;
}

/** Answers a question as the vectors record it: what is not supported is refused like what does not compile. */
export function answerPainless(input: JsonValue): JsonValue {
  return askPainless(input as PainlessQuestion & JsonObject).answer as JsonValue;
}

/** Asks the embedded engine. */
export function askPainless(question: PainlessQuestion): EmbeddedPainlessAnswer {
  const { document: source = {}, params = {}, condition } = question;
  const kind = condition === undefined ? 'script' : 'condition';
  try {
    const program = compilePainless(painlessSource(question), { kind, params: copyJson(params) });
    const document = newDocument(copyJson(source), 'i', '1', 0, '');
    return run(question, document, (subject) => program.run(subject));
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const [problem] = error.problems;
    if (problem?.code !== 'PAINLESS_UNSUPPORTED') return { answer: { refused: true } };
    return { answer: { refused: true }, unsupported: problem.found ?? problem.message };
  }
}

function run(
  question: PainlessQuestion,
  document: IngestDocument,
  program: (document: IngestDocument) => unknown,
): EmbeddedPainlessAnswer {
  try {
    const returned = program(document);
    if (question.condition !== undefined) return { answer: { returns: returned === true } };
  } catch (error) {
    if (!(error instanceof IngestError)) throw error;
    if (!(error instanceof PainlessError)) return { answer: { fails: error.type } };
    const { type = '', message: reason = '' } = error.causedBy ?? {};
    return { answer: thrown(type, reason), reason };
  }
  const { _index = null, _id = null } = document.metadata;
  return { answer: changes(question, document.source, { _index, _id }) };
}

/** What a run without an exception left behind, as the answer that records it. */
export function changes(
  question: PainlessQuestion,
  source: JsonObject,
  metadata: JsonObject,
): PainlessAnswer {
  const before = question.document ?? {};
  // As it would be read from a file: a number is what its text says.
  const after = parseExactJson(withoutIdentities(JSON.stringify(source))) as JsonObject;
  const changed = Object.entries(after).filter(([key, value]) => !isDeepStrictEqual(value, before[key]));
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(source, key));
  const isMoved = metadata['_index'] !== 'i' || metadata['_id'] !== '1';
  if (
    question.value !== undefined &&
    removed.length === 0 &&
    changed.every(([key]) => key === RESULT) &&
    !isMoved
  )
    return { value: after[RESULT] ?? null };
  return {
    sets: Object.fromEntries(changed),
    ...(removed.length === 0 ? {} : { removes: removed.sort() }),
    ...(isMoved ? { metadata } : {}),
  };
}

/** The JVM makes up what stands behind the @ of an array's text, and words what it says of method handles. */
function withoutIdentities(text: string): string {
  return text
    .replaceAll(/(\[\[?(?:[BCDFIJSZ]|L[\w.$]+;)|[\w.]+\$Unmodifiable\w+)@[0-9a-f]{1,8}(?![0-9a-f])/g, '$1@0')
    .replaceAll(/cannot convert MethodHandle[^"\\]*/g, 'cannot convert MethodHandle');
}

/** An exception as an answer, with its reason where that does not depend on the JVM. */
export function thrown(type: string, reason: string): PainlessAnswer {
  const isComparable =
    type === 'class_cast_exception'
      ? PAINLESS_CAST.test(reason)
      : !OWN_REASONS.has(type) &&
        !/incorrect number of arguments|@[0-9a-f]+\]|is wrong type.* not \[java\.util/.test(reason);
  return isComparable ? { throws: type, reason: withoutIdentities(reason) } : { throws: type };
}

/** Exceptions whose reasons the JVM makes of bytecode, call sites and its own release's wording. */
const OWN_REASONS: ReadonlySet<string> = new Set([
  'null_pointer_exception',
  'wrong_method_type_exception',
  'string_index_out_of_bounds_exception',
]);

/** Painless's own words about operators; all other casts are the JVM's. */
const PAINLESS_CAST =
  /^Cannot apply \[.+\] operation to types \[java\.lang\.(?!Boolean)\w+\] and \[java\.lang\.(?!Boolean)\w+\]\.$/;
