import { isIpLiteral } from '../ip-literal';
import type { UriParts } from './uri-parts';

/** Characters that java.net.URI takes beside ASCII: all but spaces and controls. */
const OTHER = '[^\\x00-\\x9f\\p{Z}]';
const UNRESERVED = "A-Za-z0-9_.!~*'()\\-";

function run(characters: string): RegExp {
  return new RegExp(`^(?:[${characters}]|%[0-9A-Fa-f]{2}|${OTHER})*$`, 'u');
}

const PATH = run(`${UNRESERVED}:@&=+$,;/`);
const ANY = run(`${UNRESERVED};/?:@&=+$,[\\]`);
const USER_INFO = run(`${UNRESERVED};:&=+$,`);
const REGISTRY = run(`${UNRESERVED}$,;:@&=+`);

/**
 * Reads a URI by the rules of java.net.URI (RFC 2396 and Java's deviations); undefined where its constructor throws.
 *
 * Parts are decoded, as its `getPath()` and the like decode them. An authority that is no server (`a_b`, a port
 * that is no number) is a name of a registry: its host and port are null.
 */
export function parseJavaUri(text: string): UriParts | undefined {
  const schemeEnd = text.search(/[/?#:]/);
  if (text[schemeEnd] !== ':') return parseHierarchical(null, text);
  const scheme = text.slice(0, schemeEnd);
  const rest = text.slice(schemeEnd + 1);
  if (!/^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme)) return undefined;
  return rest.startsWith('/') ? parseHierarchical(scheme, rest) : parseOpaque(scheme, rest);
}

function cutAt(text: string, separator: string): [string, string | null] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, null] : [text.slice(0, index), text.slice(index + 1)];
}

function parseOpaque(scheme: string, rest: string): UriParts | undefined {
  const [specific, fragment] = cutAt(rest, '#');
  if (specific === '' || !ANY.test(specific) || !ANY.test(fragment ?? '')) return undefined;
  const none = { userInfo: null, host: null, port: null, path: null, query: null };
  return { scheme, ...none, fragment: decode(fragment) };
}

function parseHierarchical(scheme: string | null, text: string): UriParts | undefined {
  const [beforeFragment, fragment] = cutAt(text, '#');
  const [beforeQuery, query] = cutAt(beforeFragment, '?');
  const hasAuthority = beforeQuery.startsWith('//');
  const authorityEnd = hasAuthority ? beforeQuery.slice(2).search(/\/|$/) + 2 : 0;
  const authority = beforeQuery.slice(hasAuthority ? 2 : 0, authorityEnd);
  const path = beforeQuery.slice(authorityEnd);
  if (hasAuthority && authority === '' && text === '//') return undefined;
  if (!PATH.test(path) || !ANY.test(query ?? '') || !ANY.test(fragment ?? '')) return undefined;
  const server = parseAuthority(authority);
  if (server === undefined) return undefined;
  return { scheme, ...server, path: decode(path), query: decode(query), fragment: decode(fragment) };
}

type Server = Pick<UriParts, 'userInfo' | 'host' | 'port'>;
const NO_SERVER: Server = { userInfo: null, host: null, port: null };

function parseAuthority(authority: string): Server | undefined {
  if (authority === '') return NO_SERVER;
  return parseServer(authority) ?? (REGISTRY.test(authority) ? NO_SERVER : undefined);
}

function parseServer(authority: string): Server | undefined {
  const at = authority.indexOf('@');
  const userInfo = at === -1 ? null : authority.slice(0, at);
  const [, host, port] = /^(\[[^\]]*\]|[^:]*)(?::([0-9]*))?$/s.exec(authority.slice(at + 1)) ?? [];
  if (host === undefined || !isHost(host) || !USER_INFO.test(userInfo ?? '')) return undefined;
  const portNumber = port === undefined || port === '' ? null : Number(port);
  if (portNumber !== null && portNumber > 0x7fffffff) return undefined;
  return { userInfo: decode(userInfo), host, port: portNumber };
}

const HOST_NAME = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.?$/;

function isHost(host: string): boolean {
  const [, address] = /^\[([^%]*)(?:%[\w.%~-]+)?\]$/.exec(host) ?? [];
  if (address !== undefined) return address.includes(':') && isIpLiteral(address);
  return HOST_NAME.test(host) || (!host.includes(':') && isIpLiteral(host));
}

/** Escapes in a row are one piece of UTF-8; what is none becomes U+FFFD. */
function decode<T extends string | null>(text: T): T | string {
  if (text?.includes('%') !== true) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
