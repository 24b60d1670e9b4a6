import { isDeepStrictEqual } from 'node:util';
import jsonpatch from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';
import type { JsonValue } from '../base/json';
import { replaceAtPointer, withOwnContainers } from '../base/json-pointer';
import type { Rule, Stream } from '../content';
import { durationMilliseconds } from '../base/duration';
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
  const { events, at, ingested, repeat, every, vary, record, of, already, patch } = definition;
  const list: readonly CaseEvent[] = events ?? [
    { record, of, already, patch, at, ingested, repeat, every, vary },
  ];
  return list.flatMap((event, index) => expandEvent(event, index, context));
}

function expandEvent(
  event: CaseEvent,
  index: number,
  context: { readonly file: CaseFile; readonly rule: Rule; readonly streams: ReadonlyMap<string, Stream> },
): CaseRecord[] {
  const dataset = event.stream ?? context.rule.stream.dataset;
  const stream = context.streams.get(dataset);
  if (!stream) {
    throw new CaseError(
      'CASE_UNKNOWN_STREAM',
      `no stream “${dataset}”`,
      'Streams stand in package-content/streams.yml.',
    );
  }
  const start = ageMilliseconds(event.at ?? DEFAULT_AGE);
  const step = durationMilliseconds(event.every ?? '0s');
  const arrival = event.ingested === undefined ? undefined : ageMilliseconds(event.ingested);
  const content = contentOf(event, context.file);
  return Array.from({ length: event.repeat ?? 1 }, (_, repetition) => ({
    stream,
    content: vary(content, event, repetition),
    at: start + repetition * step,
    ingested: arrival ?? start + repetition * step,
    identity: event.same_id === true ? `${index}` : `${index}.${repetition}`,
  }));
}

function contentOf(event: CaseEvent, file: CaseFile): CaseRecord['content'] {
  if (event.raw !== undefined) return { kind: 'text', value: event.raw };
  const base =
    event.record === undefined ? referenced(event, file) : { record: event.record, already: event.already };
  const patched = event.patch ? applyJsonPatch(base.record, event.patch, 'the record') : base.record;
  const kind = (event.already ?? base.already) === 'ecs' ? 'ecs' : 'record';
  return { kind, value: patched };
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

/** The record of another hit of the file, followed to where it is written out. */
function referenced(
  event: CaseEvent,
  file: CaseFile,
): { record: NonNullable<CaseEvent['record']>; already: 'ecs' | undefined } {
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
  if (source.record === undefined) return referenced({ of: source.of }, file);
  const record = source.patch ? applyJsonPatch(source.record, source.patch, 'the record') : source.record;
  return { record, already: source.already };
}
