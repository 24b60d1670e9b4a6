import { setKey, type JsonObject, type JsonValue } from '../base/json';
import { isLoneStar, termText, type KqlIs, type KqlNode, type KqlRange, type KqlTerm } from '../kql';
import type { FieldCatalogue } from './mapping/field-catalogue';
import type { FieldDefinition } from './mapping/field-definition';
import { starPattern } from './mapping/name-pattern';
import { refuse } from './refuse';
import type { QueryDsl } from './types';

/** The detection engine hands this zone to Kibana's translation. */
const DETECTION_TIME_ZONE = 'Zulu';

/** A name that a term stands for, with what is known of it. */
interface Target {
  readonly name: string;
  readonly field: FieldDefinition | undefined;
}

function keyed(name: string, value: JsonValue): JsonObject {
  const object: JsonObject = {};
  setKey(object, name, value);
  return object;
}

function shouldMatch(should: QueryDsl[]): QueryDsl {
  return { bool: { should, minimum_should_match: 1 } };
}

/** Stars work, every other character that `query_string` or `wildcard` give a meaning is escaped. */
function escapedPattern(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[+\-=&|><!(){}[\]^"~*?:\\/]/g, String.raw`\$&`)).join('*');
}

/** Field caps report these as the family `keyword`, so Kibana takes them for it. */
function isKeyword(field: FieldDefinition | undefined): boolean {
  return (
    field?.flattenedKey === undefined &&
    (field?.type === 'keyword' || field?.type === 'constant_keyword' || field?.type === 'wildcard')
  );
}

/** What must be known of the fields: those of an index, or of a data view over several. */
export type KnownFields = Pick<FieldCatalogue, 'names' | 'lookup'>;

class Translation {
  constructor(
    private readonly fields: KnownFields,
    private readonly nestedPath: string | undefined,
    private readonly known?: ReadonlyMap<KqlNode, QueryDsl>,
  ) {}

  query(node: KqlNode): QueryDsl {
    return this.known?.get(node) ?? this.translate(node);
  }

  private translate(node: KqlNode): QueryDsl {
    switch (node.type) {
      case 'match_all':
        return { match_all: {} };
      case 'and':
        return { bool: { filter: node.children.map((child) => this.query(child)) } };
      case 'or':
        return shouldMatch(node.children.map((child) => this.query(child)));
      case 'not':
        return { bool: { must_not: this.query(node.child) } };
      case 'nested': {
        const path = this.fullName(termText(node.path));
        const query = new Translation(this.fields, path).query(node.child);
        return { nested: { path, query, score_mode: 'none' } };
      }
      case 'is':
        return this.is(node);
      case 'range':
        return this.range(node);
    }
  }

  private fullName(name: string): string {
    return this.nestedPath === undefined ? name : `${this.nestedPath}.${name}`;
  }

  private is({ field, value }: KqlIs): QueryDsl {
    if (field !== null && isLoneStar(field) && isLoneStar(value)) return { match_all: {} };
    if (field === null && this.nestedPath === undefined) return freeText(value);
    const queries = this.targets(field).map((target) =>
      this.insideNested(field, target, isQuery(target, value)),
    );
    return shouldMatch(queries);
  }

  private range({ field, operator, value }: KqlRange): QueryDsl {
    const bound = value.type === 'wildcard' ? termText(value) : value.value;
    const queries = this.targets(field).map((target) => {
      const zone = zoneFor(target, bound);
      return this.insideNested(field, target, { range: keyed(target.name, { [operator]: bound, ...zone }) });
    });
    return shouldMatch(queries);
  }

  /** Without a known field the name is sent as it is, and Elasticsearch finds nothing under it. */
  private targets(term: KqlTerm | null): Target[] {
    if (term?.type === 'wildcard') {
      const [first = '', ...rest] = term.parts;
      const matches = starPattern([this.fullName(first), ...rest]);
      const targets = this.fields
        .names()
        .filter(matches)
        .map((name) => ({ name, field: this.fields.lookup(name) }));
      if (this.nestedPath !== undefined) for (const target of targets) this.checkNesting(target);
      if (targets.length > 0) return targets;
    }
    const name = this.fullName(term === null ? 'null' : termText(term));
    const target = { name, field: term?.type === 'wildcard' ? undefined : this.fields.lookup(name) };
    this.checkNesting(target);
    return [target];
  }

  /** Kibana refuses a rule whose query gets the nesting of a known field wrong. */
  private checkNesting({ name, field }: Target): void {
    if (field === undefined || field.nestedPath === this.nestedPath) return;
    if (this.nestedPath === undefined) {
      refuse(
        'KQL_NESTED_FIELD',
        `${name} is a nested field, but is not in a nested group`,
        `Write ${field.nestedPath ?? ''}:{ ${name.slice((field.nestedPath ?? '').length + 1)}: … }.`,
      );
    }
    refuse(
      'KQL_NESTED_FIELD',
      field.nestedPath === undefined
        ? `${name} is not a nested field but is in the nested group "${this.nestedPath}"`
        : `${name} is queried with the nested path "${this.nestedPath}"; the right one is "${field.nestedPath}"`,
    );
  }

  /** A wildcard name may reach into nested objects; Kibana then wraps each of their fields by itself. */
  private insideNested(term: KqlTerm | null, { field }: Target, query: QueryDsl): QueryDsl {
    const path = field?.nestedPath;
    if (term?.type !== 'wildcard' || path === undefined || this.nestedPath !== undefined) return query;
    return { nested: { path, query, score_mode: 'none' } };
  }
}

function freeText(value: KqlTerm): QueryDsl {
  if (value.type === 'wildcard') return { query_string: { query: escapedPattern(value.parts) } };
  return {
    multi_match: { type: value.quoted ? 'phrase' : 'best_fields', query: value.value, lenient: true },
  };
}

/** An epoch value is absolute, so Kibana sends no zone along with it. */
function zoneFor({ field }: Target, value: JsonValue): JsonObject {
  const isEpoch = typeof value === 'string' && /^\d+$/.test(value);
  return field?.type === 'date' && !isEpoch ? { time_zone: DETECTION_TIME_ZONE } : {};
}

function isQuery(target: Target, value: KqlTerm): QueryDsl {
  const { name, field } = target;
  if (isLoneStar(value)) return { exists: { field: name } };
  if (value.type === 'wildcard') {
    const pattern = escapedPattern(value.parts);
    if (isKeyword(field)) return { wildcard: keyed(name, { value: pattern }) };
    return { query_string: { fields: [name], query: pattern } };
  }
  if (field?.type === 'date') {
    const bound = value.value;
    return { range: keyed(name, { gte: bound, lte: bound, ...zoneFor(target, bound) }) };
  }
  if (isKeyword(field)) return { term: keyed(name, { value: value.value }) };
  return { [value.quoted ? 'match_phrase' : 'match']: keyed(name, value.value) };
}

/**
 * The Query DSL that Kibana's detection engine builds from the query (the es-query package of Kibana 9),
 * given the fields of the indices. Nodes that are `known` by what they were compiled to before are not compiled again.
 * Throws a ContentError where Kibana would refuse the query.
 */
export function compileKql(
  node: KqlNode,
  fields: KnownFields,
  known?: ReadonlyMap<KqlNode, QueryDsl>,
): QueryDsl {
  return new Translation(fields, undefined, known).query(node);
}
