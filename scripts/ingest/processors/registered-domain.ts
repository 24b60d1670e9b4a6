import type * as Tldts from 'tldts';
import { lazyModule } from '../../base/lazy-module';
import type { IngestDocument } from '../document';
import { illegalArgument } from '../errors';
import { compileFieldPath, type FieldPath } from '../field-path';
import { readString } from '../field-values';
import type { ProcessorCompiler } from '../processor-compiler';

const tldts = lazyModule('tldts') as () => typeof Tldts;

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
  const pathOf = (part: Part): FieldPath => compileFieldPath(prefix === '' ? part : `${prefix}.${part}`);
  const targets: Readonly<Record<Part, FieldPath>> = {
    domain: pathOf('domain'),
    registered_domain: pathOf('registered_domain'),
    top_level_domain: pathOf('top_level_domain'),
    subdomain: pathOf('subdomain'),
  };
  return (document) => {
    const host = readString(field, document, ignoreMissing);
    const parts = host === null ? undefined : splitHost(host);
    if (parts !== undefined) write(document, targets, parts);
    else if (!ignoreMissing) throw illegalArgument('unable to set domain information for document');
  };
};

type Part = 'domain' | 'registered_domain' | 'top_level_domain' | 'subdomain';

/** In the order in which they are written, which shows when one of them cannot be. */
type Parts = readonly (readonly [part: Part, value: string])[];

function write(document: IngestDocument, targets: Readonly<Record<Part, FieldPath>>, parts: Parts): void {
  for (const [part, value] of parts) targets[part].set(document, value);
}

const LIST_ONLY = {
  allowPrivateDomains: true,
  detectIp: false,
  extractHostname: false,
  validateHostname: false,
} as const;

/** As in DNS, only the letters of ASCII have no case. */
function splitHost(host: string): Parts | undefined {
  const lower = host.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  if (lower.startsWith('.')) return isRootless(lower.slice(1)) ? suffixOnly(host) : undefined;
  if (lower.endsWith('.')) return undefined;
  const found = tldts().parse(lower, LIST_ONLY);
  const suffix = found.publicSuffix;
  if (suffix === null || (found.isIcann !== true && found.isPrivate !== true)) return undefined;
  const registered = found.isPrivate === true ? suffix : found.domain;
  if (registered === null) return lower === suffix ? suffixOnly(host) : undefined;
  const end = host.lastIndexOf(`.${registered}`);
  return [
    ['domain', host],
    ['registered_domain', registered],
    ['top_level_domain', registered.slice(registered.indexOf('.') + 1)],
    ...(end > 0 ? [['subdomain', host.slice(0, end)] as const] : []),
  ];
}

function suffixOnly(host: string): Parts {
  return [
    ['top_level_domain', host],
    ['domain', host],
  ];
}

/** A name behind a dot counts as a suffix when it has no registered domain: a second dot has none either. */
function isRootless(name: string): boolean {
  if (name.startsWith('.')) return true;
  const { publicSuffix, isIcann } = tldts().parse(name, LIST_ONLY);
  return isIcann === true && publicSuffix === name;
}
