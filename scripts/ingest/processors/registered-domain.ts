import { parse } from 'tldts';
import type { IngestDocument } from '../document';
import { illegalArgument } from '../errors';
import { compileFieldPath, type FieldPath } from '../field-path';
import { readString } from '../field-values';
import type { ProcessorCompiler } from '../processor-compiler';

/**
 * `registered_domain`: the parts of a host name by the public suffix list.
 *
 * The list is tldts' own; Elasticsearch has that of Apache HttpClient 4.5, which is older, so that newer suffixes
 * differ. As there, a privately run suffix such as github.io is itself a registered domain.
 */
export const compileRegisteredDomain: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const prefix = options.stringOr('target_field', '');
  const ignoreMissing = options.boolean('ignore_missing', true);
  const targets = PARTS.map(
    (part) => [part, compileFieldPath(prefix === '' ? part : `${prefix}.${part}`)] as const,
  );
  return (document) => {
    const host = readString(field, document, ignoreMissing);
    const parts = host === null ? undefined : splitHost(host);
    if (parts !== undefined) write(document, targets, parts);
    else if (!ignoreMissing) throw illegalArgument('unable to set domain information for document');
  };
};

const PARTS = ['domain', 'registered_domain', 'top_level_domain', 'subdomain'] as const;
type Parts = Partial<Record<(typeof PARTS)[number], string>>;

function write(
  document: IngestDocument,
  targets: readonly (readonly [keyof Parts, FieldPath])[],
  parts: Parts,
): void {
  for (const [part, path] of targets) {
    const value = parts[part];
    if (value !== undefined) path.set(document, value);
  }
}

const LIST_ONLY = {
  allowPrivateDomains: true,
  detectIp: false,
  extractHostname: false,
  validateHostname: false,
} as const;

function splitHost(host: string): Parts | undefined {
  const lower = host.toLowerCase();
  if (lower.startsWith('.') || lower.endsWith('.')) return undefined;
  const found = parse(lower, LIST_ONLY);
  const suffix = found.publicSuffix;
  if (suffix === null || (found.isIcann !== true && found.isPrivate !== true)) return undefined;
  const registered = found.isPrivate === true ? suffix : found.domain;
  if (registered === null) return lower === suffix ? { domain: host, top_level_domain: host } : undefined;
  const end = host.lastIndexOf(`.${registered}`);
  return {
    domain: host,
    registered_domain: registered,
    top_level_domain: registered.slice(registered.indexOf('.') + 1),
    ...(end > 0 ? { subdomain: host.slice(0, end) } : {}),
  };
}
