import { ContentError } from '../base/errors';
import type { Matcher, PreparedDocument, QuerySet, Scalar } from '../query-dsl';
import { ConditionCompiler } from './compile-condition';
import { familyOf, unknownField } from './field-family';
import { matchSequences, compareOrdinals, type Ordinal, type StagedEvent } from './match-sequences';
import { termsOf } from './query-fields';
import type { EqlEvent, EqlField, EqlQuery, EqlTerm } from './syntax-tree';
import type { EqlFieldNames } from './types';

/** What a query makes of one document, before it knows the others. */
export interface EqlReading {
  readonly time: number;
  readonly tiebreaker: Scalar | undefined;
  /** By event query, `until` last: the join keys under which the document takes part; empty when it does not match. */
  readonly keys: readonly (readonly string[])[];
}

/** A query over one mapping. */
export interface CompiledEql {
  /** Whether the document matches the event query of that number, `until` last. */
  readonly events: readonly Matcher[];
  /** undefined: the document lacks a time, so it takes no part. */
  read(document: PreparedDocument): EqlReading | undefined;
}

export interface EqlOptions extends EqlFieldNames {
  /** Fields that another mapping of the same search knows: here they are missing, not unknown. */
  readonly knownElsewhere?: ReadonlySet<string>;
}

const NO_KEY = '[]';

/** Compiles a query. Throws a ContentError for what Elasticsearch would refuse and for what is not known here. */
export function compileEql(query: EqlQuery, queries: QuerySet, options: EqlOptions = {}): CompiledEql {
  const known = options.knownElsewhere ?? new Set();
  const conditions = new ConditionCompiler(queries, known);
  const category = options.event_category_field ?? 'event.category';
  const matcher = (event: EqlEvent): Matcher => {
    const condition = conditions.compile(event.condition);
    if (event.category === undefined) return condition;
    const isOfCategory = queries.compile({ term: { [category]: event.category.value } });
    return (document) => isOfCategory(document) && condition(document);
  };
  const terms = query.type === 'sequence' ? termsOf(query) : [];
  const events = query.type === 'event' ? [matcher(query.event)] : terms.map(({ event }) => matcher(event));
  const keys = query.type === 'event' ? [() => [NO_KEY]] : joinKeys(query.by, terms, queries, known);
  const times = queries.values(options.timestamp_field ?? '@timestamp');
  const tiebreakers =
    options.tiebreaker_field === undefined ? undefined : queries.values(options.tiebreaker_field);
  return {
    events,
    read(document) {
      const [time] = times(document);
      if (typeof time !== 'number') return undefined;
      return {
        time,
        tiebreaker: tiebreakers?.(document)[0],
        keys: events.map((matches, index) => (matches(document) ? (keys[index]?.(document) ?? []) : [])),
      };
    },
  };
}

type Keys = (document: PreparedDocument) => readonly string[];

function joinKeys(
  shared: readonly EqlField[],
  terms: readonly EqlTerm[],
  queries: QuerySet,
  known: ReadonlySet<string>,
): Keys[] {
  const all = terms.map(({ by }) => [...shared, ...by]);
  for (const fields of all) {
    for (const [index, field] of fields.entries()) {
      const family = keyFamily(field, queries, known);
      const other = all
        .map((row) => row[index])
        .find((one) => {
          const otherFamily = one && keyFamily(one, queries, known);
          return family !== undefined && otherFamily !== undefined && otherFamily !== family;
        });
      if (other) throw differentKeys(field, other);
    }
  }
  return all.map((fields) => keysOf(fields, queries));
}

function keyFamily(field: EqlField, queries: QuerySet, known: ReadonlySet<string>): string | undefined {
  const definition = queries.fields.lookup(field.name);
  if (definition !== undefined) return familyOf(definition);
  if (!field.optional && !known.has(field.name)) throw unknownField(field);
  return undefined;
}

function differentKeys(field: EqlField, other: EqlField): ContentError {
  return new ContentError({
    code: 'EQL_KEY_TYPE',
    message: `the join keys “${field.name}” and “${other.name}” are of different types`,
    hint: 'Elasticsearch refuses such a query: join fields of the same type.',
  });
}

/** Of several values each makes a key; without one there is no key, unless the field is optional. */
function keysOf(fields: readonly EqlField[], queries: QuerySet): Keys {
  const readers = fields.map(({ name, optional }) => ({ optional, values: queries.values(name) }));
  return (document) => {
    let rows: (readonly (string | null)[])[] = [[]];
    for (const { optional, values } of readers) {
      const found = values(document).map(String);
      const choices = found.length === 0 && optional ? [null] : [...new Set(found)];
      rows = rows.flatMap((row) => choices.map((choice) => [...row, choice]));
    }
    return rows.map((row) => JSON.stringify(row));
  };
}

export interface EqlOutcome<T> {
  readonly events: readonly T[];
  /** Undefined key members are null. */
  readonly sequences: readonly { readonly keys: readonly (string | null)[]; readonly events: readonly T[] }[];
}

/** Runs a query over documents that {@link CompiledEql.read} has looked at, in the order of the index. */
export function runEql<T>(
  query: EqlQuery,
  documents: readonly { readonly item: T; readonly reading: EqlReading }[],
): EqlOutcome<T> {
  const ordered = documents
    .map(({ item, reading }, position) => ({ item, reading, ordinal: ordinalOf(reading, position) }))
    .sort((a, b) => compareOrdinals(a.ordinal, b.ordinal));
  const staged = (index: number): StagedEvent<T>[] =>
    ordered.flatMap(({ item, reading, ordinal }) =>
      (reading.keys[index] ?? []).map((key) => ({ key, ordinal, event: item })),
    );
  if (query.type === 'event') return { events: staged(0).map(({ event }) => event), sequences: [] };
  const stages = query.terms.flatMap(({ runs }, index) => {
    const events = staged(index);
    return Array.from({ length: runs }, () => events);
  });
  const until = query.until === undefined ? [] : staged(query.terms.length);
  const sequences = matchSequences({ stages, until, maxspan: query.maxspan });
  return {
    events: [],
    sequences: sequences.map(({ key, events }) => ({ keys: JSON.parse(key) as (string | null)[], events })),
  };
}

function ordinalOf({ time, tiebreaker }: EqlReading, position: number): Ordinal {
  return { time, tiebreaker, position };
}
