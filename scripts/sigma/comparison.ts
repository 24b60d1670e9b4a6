import ipaddr from 'ipaddr.js';
import type { KqlIs, KqlRange, KqlTerm } from '../kql';
import { isLoneStar, termText } from '../kql';
import type { FieldDefinition } from '../query-dsl';
import type { SigmaItem, SigmaValue } from './expression';
import { notExpressible } from './not-expressible';

const STRINGS: ReadonlySet<string> = new Set(['keyword', 'constant_keyword', 'wildcard', 'flattened']);
const NUMBERS: ReadonlySet<string> = new Set([
  'long',
  'integer',
  'short',
  'byte',
  'double',
  'float',
  'scaled_float',
]);

/** `field: value` as a Sigma detection item. Throws {@link NotExpressible}. */
export function equality({ value }: KqlIs, field: FieldDefinition): SigmaItem {
  if (isLoneStar(value)) return item(field, 'exists', true);
  if (value.type === 'literal' && value.value === null) return notExpressible('it compares with null');
  if (STRINGS.has(field.type)) return stringItem(field, value);
  if (value.type === 'wildcard') return noValue(field, value);
  const text = String(value.value);
  if (field.type === 'boolean' && /^(true|false)$/.test(text)) return item(field, '', text === 'true');
  if (NUMBERS.has(field.type)) return item(field, '', numberOf(field, value));
  if (field.type === 'ip' && ipaddr.isValid(text)) return item(field, '', text);
  if (field.type === 'ip' && ipaddr.isValidCIDR(text)) return item(field, 'cidr', networkOf(text));
  return noValue(field, value);
}

/** `field > value` as a Sigma detection item: its modifiers compare numbers only. Throws {@link NotExpressible}. */
export function range({ operator, value }: KqlRange, field: FieldDefinition): SigmaItem {
  if (NUMBERS.has(field.type)) return item(field, operator, numberOf(field, value));
  return notExpressible(
    `it compares \`${field.name}\` (${field.type}) by order, and Sigma’s ${operator} is numeric`,
  );
}

function item({ name }: FieldDefinition, modifier: string, value: SigmaValue): SigmaItem {
  // The backend escapes blanks and stars of a name only.
  if (!/^[\w@.-]+$/.test(name)) return notExpressible(`the field name \`${name}\` has special characters`);
  return { key: modifier === '' ? name : `${name}|${modifier}`, values: [value] };
}

/** A star at one end or at both is a modifier, one within the text stays a star. */
function stringItem(field: FieldDefinition, value: KqlTerm): SigmaItem {
  checkText(termText(value));
  if (value.type === 'literal') return item(field, '', escapeText(String(value.value)));
  const inner = value.parts.slice(1, -1).filter((part) => part !== '');
  const first = value.parts[0] ?? '';
  const last = value.parts.at(-1) ?? '';
  if (first === '' && last === '' && inner.length === 0) return notExpressible('`**` is no pattern in Sigma');
  if (first === '' && last === '') return item(field, 'contains', pattern(inner));
  if (first === '') return item(field, 'endswith', pattern([...inner, last]));
  if (last === '') return item(field, 'startswith', pattern([first, ...inner]));
  return item(field, '', pattern([first, ...inner, last]));
}

function pattern(parts: readonly string[]): string {
  return parts.map(escapeText).join('*');
}

/** Text in which nothing has a meaning to Sigma (sigma-rules-specification, “Escaping”). */
function escapeText(text: string): string {
  return text.replace(/[\\*?]/g, String.raw`\$&`);
}

/** What the Lucene backend writes as it is although Lucene’s parser gives it a meaning. */
function checkText(text: string): void {
  if (/[\u0000-\u001f\u3000]/.test(text)) notExpressible('a value holds a character that ends a Lucene term');
  if (/^(AND|OR|NOT)$/.test(text)) notExpressible(`the value \`${text}\` is an operator of Lucene`);
  // query_string takes it for a range even where it is escaped.
  if (/^[<>]/.test(text)) notExpressible(`the value \`${text}\` begins as a range of Lucene does`);
}

/** Lucene reads a leading minus as an operator, and digits that JavaScript would round must stay. */
function numberOf(field: FieldDefinition, value: KqlTerm): number {
  const text = termText(value);
  if (/^\d+(\.\d+)?$/.test(text) && String(Number(text)) === text) return Number(text);
  return noValue(field, value);
}

/** pySigma refuses a network whose address has bits beyond its prefix; Elasticsearch ignores them. */
function networkOf(text: string): string {
  const { IPv4, IPv6 } = ipaddr;
  const [address, prefix] = ipaddr.parseCIDR(text);
  const network =
    address.kind() === 'ipv4' ? IPv4.networkAddressFromCIDR(text) : IPv6.networkAddressFromCIDR(text);
  return `${network.toString()}/${prefix}`;
}

function noValue({ name, type }: FieldDefinition, value: KqlTerm): never {
  return notExpressible(`\`${termText(value)}\` for \`${name}\` (${type}) has no equal in Sigma`);
}
