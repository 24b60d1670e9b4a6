import { ContentError } from '../base/errors';

/** A query, mapping or aggregation that this program does not know, or that Elasticsearch would refuse too. */
export function refuse(code: string, message: string, hint?: string): never {
  throw new ContentError({ code, message, hint });
}

/** For the default branch over names that come from content: says which names there are. */
export function refuseUnknown(code: string, what: string, name: string, known: Iterable<string>): never {
  throw new ContentError({
    code,
    message: `${what} "${name}" is not supported`,
    found: name,
    expected: [...known].join(', '),
  });
}
