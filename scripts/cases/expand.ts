import { isDeepStrictEqual } from 'node:util';
import jsonpatch from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';
import type { JsonObject, JsonValue } from '../base/json';
import { replaceAtPointer, withOwnContainers } from '../base/json-pointer';
import { nearest } from '../content';
import type { Rule, Stream } from '../content';
import { durationMilliseconds } from '../base/duration';
import { dataStreamDataset, documentIndex } from './case-index';
import type { CaseEvent, CaseFile, HitCase } from './case-schema';
import type { CaseRecord } from './proof-case';

/** A case that cannot be expanded; the loader adds the place. */
export class CaseError extends Error {
  override readonly name = 'CaseError';

  constructor(
    readonly code: string,
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** Applies a JSON Patch to a copy; a patch that does not apply or changes nothing is a CaseError. */
export function applyJsonPatch<T>(value: T, patch: readonly unknown[], what: string): T {
  let patched: T;
  try {
    patched = (patch as Operation[]).reduce(applyOperation<T>, value);
  } catch (error) {
    const { index, operation } = error as { index?: number; operation?: { op: string; path: string } };
    const which = operation ? ` at operation ${(index ?? 0) + 1} (${operation.op} ${operation.path})` : '';
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    throw new CaseError(
      'CASE_PATCH_FAILED',
      `the JSON Patch does not apply to ${what}${which}: ${reason}`,
      'Check the path: it is a JSON pointer, list positions count from 0; use “add” for a member that is not there.',
    );
  }
  if (isDeepStrictEqual(patched, value)) {
    throw new CaseError(
      'CASE_PATCH_NO_CHANGE',
      `the JSON Patch leaves ${what} as it was`,
      'A near miss must differ in one change: give a value that differs.',
    );
  }
  return patched;
}

/** Changes nothing of what it is given: the library writes into containers of our own. */
function applyOperation<T>(document: T, operation: Operation, index: number): T {
  const own = [operation.path, ...('from' in operation ? [operation.from] : [])].reduce(
    withOwnContainers,
    document as JsonValue,
  );
  return jsonpatch.applyOperation(own as T, operation, true, true, true, index).newDocument;
}

/** Offset in milliseconds of an age such as `-10m` or `0m`. */
export function ageMilliseconds(age: string): number {
  return age.startsWith('-') ? -durationMilliseconds(age.slice(1)) : durationMilliseconds(age);
}

const DEFAULT_AGE = '-10m';

/** The records of a hit case (or of a near miss after its change), every repetition its own. */
export function expandRecords(
  definition: HitCase,
  context: { readonly file: CaseFile; readonly rule: Rule; readonly streams: ReadonlyMap<string, Stream> },
): CaseRecord[] {
  const { events, stream, at, ingested, repeat, every, vary, record, of, already, patch } = definition;
  const list: readonly CaseEvent[] = events ?? [
    { stream, record, of, already, patch, at, ingested, repeat, every, vary },
  ];
  return list.flatMap((event, index) => expandEvent(event, index, context));
}

function expandEvent(
  event: CaseEvent,
  position: number,
  context: { readonly file: CaseFile; readonly rule: Rule; readonly streams: ReadonlyMap<string, Stream> },
): CaseRecord[] {
  const start = ageMilliseconds(event.at ?? DEFAULT_AGE);
  const step = durationMilliseconds(event.every ?? '0s');
  const arrival = event.ingested === undefined ? undefined : ageMilliseconds(event.ingested);
  const { content, ...origin } = contentOf(event, context.file);
  const stream = streamOf(origin, context);
  const index = content.kind === 'ecs' ? documentIndex(content.value, stream) : undefined;
  return Array.from({ length: event.repeat ?? 1 }, (_, repetition) => ({
    stream,
    index,
    content: vary(content, event, repetition),
    at: start + repetition * step,
    ingested: arrival ?? start + repetition * step,
    identity: event.same_id === true ? `${position}` : `${position}.${repetition}`,
  }));
}

/** What tells a record’s stream: its name, else the data set of a finished document before it was changed. */
interface Origin {
  readonly stream: string | undefined;
  readonly dataset: string | undefined;
}

function streamOf(
  { stream: named, dataset }: Origin,
  { rule, streams }: { readonly rule: Rule; readonly streams: ReadonlyMap<string, Stream> },
): Stream {
  if (named === undefined) return streams.get(dataset ?? '') ?? rule.streams[0];
  const stream = streams.get(named);
  if (stream) return stream;
  const known = [...streams.keys()];
  throw new CaseError(
    'CASE_UNKNOWN_STREAM',
    `no stream “${named}” in package-content/streams.yml`,
    `Name one of ${known.join(', ')}${nearest(named, known)}.`,
  );
}

function contentOf(event: CaseEvent, file: CaseFile): Origin & { content: CaseRecord['content'] } {
  const { stream } = event;
  if (event.raw !== undefined)
    return { content: { kind: 'text', value: event.raw }, stream, dataset: undefined };
  const base = event.record === undefined ? referenced(event, file) : writtenOut(event.record);
  const patched = event.patch ? applyJsonPatch(base.record, event.patch, 'the record') : base.record;
  const kind = (event.already ?? base.already) === 'ecs' ? 'ecs' : 'record';
  const dataset = kind === 'ecs' ? base.dataset : undefined;
  return { content: { kind, value: patched }, stream: stream ?? base.stream, dataset };
}

function vary(content: CaseRecord['content'], event: CaseEvent, repetition: number): CaseRecord['content'] {
  if (content.kind === 'text' || event.vary === undefined) return content;
  const value = Object.entries(event.vary).reduce((record, [pointer, template]) => {
    const text = template.replaceAll('{n}', String(repetition)).replaceAll('{m4}', String(repetition % 4));
    const varied = replaceAtPointer(record, pointer, text);
    if (varied) return varied;
    throw new CaseError(
      'CASE_VARY_FAILED',
      `“vary” names ${pointer}, which the record does not have`,
      'It is a JSON pointer into the record, e.g. /Parameters/1/Value.',
    );
  }, content.value);
  return { kind: content.kind, value };
}

/** A record as the file has it. */
interface Written extends Origin {
  readonly record: JsonObject;
  readonly already: 'ecs' | undefined;
}

function writtenOut(record: JsonObject): Written {
  return { record, already: undefined, stream: undefined, dataset: dataStreamDataset(record) };
}

/** The record of another hit of the file, followed to where it is written out. */
function referenced(event: CaseEvent, file: CaseFile): Written {
  const hit = file.hits.find(({ id }) => id === event.of);
  const source = hit?.events?.[0] ?? hit;
  if (!source || event.of === undefined) {
    throw new CaseError(
      'CASE_UNKNOWN_EVENT',
      event.of === undefined
        ? 'the event has neither “record” nor “of” nor “raw”'
        : `no hit “${event.of}” in this file`,
      'Write the record out, or name a hit of the same file.',
    );
  }
  const base = source.record === undefined ? referenced({ of: source.of }, file) : writtenOut(source.record);
  const record = source.patch ? applyJsonPatch(base.record, source.patch, 'the record') : base.record;
  return {
    ...base,
    record,
    already: source.already ?? base.already,
    stream: source.stream ?? base.stream,
  };
}
