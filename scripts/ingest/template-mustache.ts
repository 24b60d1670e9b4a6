import { createRequire } from 'node:module';
import type { JsonValue } from '../base/json';
import type { IngestDocument } from './document';
import { renderValue, rootOf, step } from './template-lookup';

type Scope = readonly JsonValue[];
type Part = (document: IngestDocument, scopes: Scope) => string;

/**
 * Compiles a Mustache template that is more than one variable. The `mustache` package reads the template; the
 * rendering is ours, because its own look-up would reach inherited properties and JavaScript's toString.
 *
 * Elasticsearch's functions (`{{#toJson}}`, `{{#join}}`, `{{#url}}`) and partials are refused.
 */
export function compileMustache(
  text: string,
  escape: (text: string) => string,
): (document: IngestDocument) => string {
  const render = compileTokens(readTokens(parseMustache(text)), escape);
  return (document) => render(document, []);
}

/** The package is loaded when the first such template is met: most packs have none. */
function parseMustache(text: string): unknown {
  const mustache = createRequire(__filename)('mustache') as { parse: (template: string) => unknown };
  return mustache.parse(text);
}

interface Token {
  readonly type: string;
  readonly text: string;
  readonly inner: readonly Token[];
}

function readTokens(tokens: unknown): Token[] {
  if (!Array.isArray(tokens)) return [];
  return (tokens as unknown[]).map((token) => {
    const [type, text, , , inner] = token as [string, string, number, number, unknown];
    return { type, text, inner: readTokens(inner) };
  });
}

function compileTokens(tokens: readonly Token[], escape: (text: string) => string): Part {
  const parts = tokens.map((token) => compileToken(token, escape));
  return (document, scopes) => {
    let result = '';
    for (const part of parts) result += part(document, scopes);
    return result;
  };
}

function compileToken(token: Token, escape: (text: string) => string): Part {
  const { text } = token;
  switch (token.type) {
    case 'text':
      return () => text;
    case '!':
      return () => '';
    case 'name':
      return (document, scopes) => escape(renderValue(lookUp(document, scopes, text)));
    case '&':
      return (document, scopes) => renderValue(lookUp(document, scopes, text));
    case '#':
      return compileSection(token, escape);
    case '^': {
      const body = compileTokens(token.inner, escape);
      return (document, scopes) => (isFalsy(lookUp(document, scopes, text)) ? body(document, scopes) : '');
    }
    default:
      throw new Error(`"${token.type}${text}" is not supported`);
  }
}

const FUNCTIONS = /^(?:toJson|url|join(?:\s.*)?)$/;

function compileSection(token: Token, escape: (text: string) => string): Part {
  if (FUNCTIONS.test(token.text)) throw new Error(`the function "${token.text}" is not supported`);
  const body = compileTokens(token.inner, escape);
  return (document, scopes) => {
    const value = lookUp(document, scopes, token.text);
    if (isFalsy(value) || value === undefined) return '';
    if (Array.isArray(value)) return value.map((item) => body(document, [...scopes, item])).join('');
    return body(document, [...scopes, value]);
  };
}

function isFalsy(value: JsonValue | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

/** Innermost scope first, then the document; `.` is the scope itself. */
function lookUp(document: IngestDocument, scopes: Scope, name: string): JsonValue | undefined {
  if (name === '.') return scopes.at(-1);
  const [first = '', ...rest] = name.split('.');
  const root = scopes.reduceRight<JsonValue | undefined>(
    (found, scope) => found ?? step(scope, first),
    undefined,
  );
  return rest.reduce(step, root ?? rootOf(document, first));
}
