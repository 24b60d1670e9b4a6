import type { JsonValue } from '../../base/json';
import type { Stream } from '../../content';
import { fieldValues } from '../../query-dsl';
import { RawKey } from './raw-key';
import { WrittenTexts } from './written-texts';

/** One of some values that a raw record must have under a key. */
export interface RawDemand {
  readonly key: RawKey;
  readonly values: ReadonlySet<string>;
}

/** Where a field comes from. */
interface Source {
  readonly key: RawKey;
  readonly isBoolean: boolean;
  /** No other place of the pipeline writes the field. */
  readonly isOnlyCopied: boolean;
}

/** The keys of the record that the pipeline of o365.audit gives another name, so that it writes that name itself. */
const MOVED: ReadonlyMap<string, string> = new Map([
  ['event.action', 'Operation'],
  ['event.provider', 'Workload'],
]);
/** Below it the names are the record's. */
const KEPT = 'o365.audit.';
/** A key of plain letters, which no pipeline needs to change; a boolean may be a member of an object. */
const PLAIN = { keyword: /^[A-Za-z]+$/, boolean: /^[A-Za-z]+(\.[A-Za-z]+)?$/ };
/** Case, blanks and signs show whether a value is copied as it is. */
const PROBES = { keyword: 'a Probe. Of-Case_9', boolean: true };

/** What a field of a document tells about the raw record, where the pipeline of the stream copies it. */
export class RawSources {
  readonly #written: WrittenTexts;
  readonly #sources = new Map<string, Source | undefined>();

  constructor(private readonly stream: Stream) {
    this.#written = new WrittenTexts(stream);
  }

  /** What a record needs so that its document can have one of the texts in a field; undefined: that is not known. */
  demand(field: string, texts: readonly string[]): RawDemand | undefined {
    if (!this.#sources.has(field)) this.#sources.set(field, this.#sourceOf(field));
    const source = this.#sources.get(field);
    if (source === undefined) return undefined;
    const { key, isBoolean, isOnlyCopied } = source;
    if (isOnlyCopied) {
      return { key, values: new Set(isBoolean ? texts.flatMap((text) => [text, capitalized(text)]) : texts) };
    }
    const { anywhere, forActions } = this.#written;
    if (field !== 'event.action' || texts.some((text) => anywhere.has(text))) return undefined;
    const replaced = texts.flatMap((text) => [...(forActions.get(text) ?? [])]);
    return { key, values: new Set([...texts, ...replaced]) };
  }

  /** The key that the pipeline is seen to copy into the field. */
  #sourceOf(field: string): Source | undefined {
    const { type, parameters, nullValue } = this.stream.fields.lookup(field) ?? {};
    const path = MOVED.get(field) ?? (field.startsWith(KEPT) ? field.slice(KEPT.length) : undefined);
    if (path === undefined || (type !== 'keyword' && type !== 'boolean') || !PLAIN[type].test(path))
      return undefined;
    if (parameters?.['normalizer'] !== undefined || nullValue !== undefined) return undefined;
    const values = this.#probe(field, path.split('.'), PROBES[type]);
    if (values.length !== 1 || values[0] !== PROBES[type]) return undefined;
    return {
      key: new RawKey(path.slice(path.lastIndexOf('.') + 1)),
      isBoolean: type === 'boolean',
      isOnlyCopied: this.#written.placesOf(field) <= (MOVED.has(field) ? 1 : 0),
    };
  }

  /** The values of a field that come of a record with one value under a path of keys. */
  #probe(field: string, path: readonly string[], value: JsonValue): JsonValue[] {
    const { name, compiled, defaultPipeline, mapping } = this.stream;
    const record = path.reduceRight<JsonValue>((inner, key) => ({ [key]: inner }), value);
    const input = { index: name, id: null, source: { message: JSON.stringify(record) } };
    const outcome = compiled.run([defaultPipeline], input, 0);
    return outcome.kind === 'document' ? fieldValues(outcome.source, field, mapping) : [];
  }
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
