import {
  findUnparenthesisedMix,
  isLoneStar,
  termText,
  type KqlIs,
  type KqlNode,
  type KqlTerm,
} from '../../kql';
import type { FieldCatalogue } from '../mapping/field-catalogue';
import { starPattern } from '../mapping/name-pattern';
import { termDifference, type TermDifference } from './term';

/** Why Elasticsearch’s native `kql` query may read a query otherwise than Kibana: the rows of docs/kql-differences.md. */
export type NativeDifference = TermDifference | 'precedence' | 'field-name' | 'object' | 'nested-group';

/** Metadata fields: the native query looks into those, too, whose names fit a pattern of field names. */
const METADATA = [
  '_id',
  '_index',
  '_source',
  '_version',
  '_doc_count',
  '_tier',
  '_feature',
  '_ignored_source',
];

/**
 * A cause for which the native `kql` query may read a query otherwise than Kibana, whose reading is the one that counts;
 * undefined when both must find the same.
 */
export function nativeDifference(
  query: string,
  node: KqlNode,
  fields: FieldCatalogue,
): NativeDifference | undefined {
  if (findUnparenthesisedMix(node) !== undefined) return 'precedence';
  return new Reading(query, fields, undefined).difference(node) ?? ofSpaces(query);
}

/** NBSP between words is white space to Kibana only, U+3000 to the native query only. */
function ofSpaces(query: string): 'white-space' | undefined {
  const outsideQuotes = query.replace(/"(?:\\.|[^"\\])*"/gs, '""');
  return /[\u00a0\u3000]/.test(outsideQuotes) ? 'white-space' : undefined;
}

class Reading {
  constructor(
    private readonly query: string,
    private readonly fields: FieldCatalogue,
    private readonly nestedPath: string | undefined,
  ) {}

  difference(node: KqlNode): NativeDifference | undefined {
    switch (node.type) {
      case 'match_all':
        return undefined;
      case 'and':
      case 'or':
        return node.children.map((child) => this.difference(child)).find((found) => found !== undefined);
      case 'not':
        return this.difference(node.child);
      case 'nested':
        return this.ofName(node.path) ?? this.within(termText(node.path)).difference(node.child);
      case 'range':
        return this.ofName(node.field) ?? termDifference(this.query, node.value);
      case 'is':
        return this.ofIs(node);
    }
  }

  private within(path: string): Reading {
    return new Reading(this.query, this.fields, this.fullName(path));
  }

  private fullName(name: string): string {
    return this.nestedPath === undefined ? name : `${this.nestedPath}.${name}`;
  }

  /** The path of an object with fields below it, and no field itself. */
  private isObject(path: string): boolean {
    return this.fields.lookup(path) === undefined && this.fields.objectAt(path) !== undefined;
  }

  private ofIs({ field, value }: KqlIs): NativeDifference | undefined {
    const ofValue = termDifference(this.query, value);
    if (field === null) {
      if (this.nestedPath !== undefined) return 'nested-group';
      return ofValue ?? (/\bnull\s*:/.test(this.query) ? 'null' : undefined);
    }
    if (isLoneStar(field) && isLoneStar(value)) return undefined;
    if (isLoneStar(value) && this.isObject(this.fullName(termText(field)))) return 'object';
    return this.ofName(field) ?? ofValue;
  }

  /** A name is one word there; a star in it works in no quotes, and with a backslash before it. */
  private ofName(name: KqlTerm): NativeDifference | undefined {
    const text = termText(name);
    const written = this.query.slice(name.span.start, name.span.end);
    if (text === '' || /\s/.test(text) || /\s/.test(written)) return 'field-name';
    if (name.type === 'wildcard') return METADATA.some(starPattern(name.parts)) ? 'field-name' : undefined;
    return text.includes('*') ? 'field-name' : termDifference(this.query, name);
  }
}
