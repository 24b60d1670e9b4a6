import { isIpLiteral } from '../ip-literal';
import type { UriParts } from './uri-parts';

/** The protocols that a Java runtime has handlers for; `jar` needs a URL within it and is not read here. */
const PROTOCOLS = new Set(['http', 'https', 'ftp', 'file', 'mailto']);

/** Refused within a host. */
const NOT_IN_HOST = /[\x00-\x20"<>\\^`{|}\x7f]/;

/**
 * Reads a URL by the rules of java.net.URL, which is laxer than java.net.URI and decodes nothing; undefined where
 * its constructor throws.
 */
export function parseJavaUrl(text: string): UriParts | undefined {
  const spec = text.replace(/^[\x00-\x20]+|[\x00-\x20]+$/g, '');
  const [, scheme = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(spec) ?? [];
  const protocol = scheme.toLowerCase();
  if (!PROTOCOLS.has(protocol)) return undefined;
  const rest = spec.slice(scheme.length + 1);
  const hash = rest.indexOf('#');
  const fragment = hash === -1 ? null : rest.slice(hash + 1);
  const beforeFragment = hash === -1 ? rest : rest.slice(0, hash);
  if (protocol === 'mailto') {
    const none = { userInfo: null, port: null, query: null };
    return { scheme: protocol, ...none, host: '', path: beforeFragment, fragment };
  }
  return parseRest(protocol, beforeFragment, fragment);
}

function parseRest(scheme: string, text: string, fragment: string | null): UriParts | undefined {
  const mark = text.indexOf('?');
  const query = mark === -1 ? null : text.slice(mark + 1);
  const beforeQuery = mark === -1 ? text : text.slice(0, mark);
  const hasAuthority = beforeQuery.startsWith('//') && !beforeQuery.startsWith('////');
  const pathStart = hasAuthority ? beforeQuery.slice(2).search(/\/|$/) + 2 : 0;
  const server = parseAuthority(hasAuthority ? beforeQuery.slice(2, pathStart) : '');
  if (server === undefined) return undefined;
  return { scheme, ...server, path: beforeQuery.slice(pathStart), query, fragment };
}

type Server = Pick<UriParts, 'userInfo' | 'host' | 'port'>;

function parseAuthority(authority: string): Server | undefined {
  const at = authority.indexOf('@');
  // More than one @: Java gives up on user and host, and does not complain.
  if (at !== authority.lastIndexOf('@')) return { userInfo: null, host: '', port: null };
  const userInfo = at === -1 ? null : authority.slice(0, at);
  const [, host, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority.slice(at + 1)) ?? [];
  if (host === undefined || !isUsableHost(host)) return undefined;
  if (port === undefined || port === '') return { userInfo, host, port: null };
  if (!/^[+-]?[0-9]{1,10}$/.test(port) || Number(port) < -1 || Number(port) > 0x7fffffff) return undefined;
  return { userInfo, host, port: Number(port) === -1 ? null : Number(port) };
}

function isUsableHost(host: string): boolean {
  if (host.startsWith('[')) return isIpLiteral(host.slice(1, -1)) && host.includes(':');
  return !NOT_IN_HOST.test(host);
}
