import type { JsonObject } from '../../base/json';
import { illegalArgument, ingestError } from '../errors';
import { compileFieldPath } from '../field-path';
import { readString } from '../field-values';
import type { ProcessorCompiler } from '../processor-compiler';
import { parseJavaUri } from '../uri/java-uri';
import { parseJavaUrl } from '../uri/java-url';
import type { UriParts } from '../uri/uri-parts';

/** `uri_parts`: the parts of a URI, or of a URL that is no URI. */
export const compileUriParts: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const target = options.targetPath('target_field', compileFieldPath('url'));
  const keepOriginal = options.boolean('keep_original', true);
  const removeIfSuccessful = options.boolean('remove_if_successful', false);
  const ignoreMissing = options.boolean('ignore_missing', false);
  return (document) => {
    const text = readString(field, document, ignoreMissing);
    if (text === null) {
      if (ignoreMissing) return;
      const message = 'Cannot invoke "String.length()" because "this.input" is null';
      throw ingestError('null_pointer_exception', message);
    }
    const parts = parseJavaUri(text) ?? parseJavaUrl(text);
    if (parts === undefined) throw illegalArgument(`unable to parse URI [${text}]`);
    const result = describe(parts);
    if (keepOriginal) result['original'] = text;
    if (removeIfSuccessful && target.path !== field.path) field.remove(document, false);
    target.set(document, result);
  };
};

function describe({ scheme, host, port, path, query, fragment, userInfo }: UriParts): JsonObject {
  const result: JsonObject = {};
  if (host !== null) result['domain'] = host;
  if (fragment !== null) result['fragment'] = fragment;
  if (path !== null) {
    result['path'] = path;
    const extension = /\/[^/]*\.([^./]*)$/.exec(path)?.[1];
    if (extension !== undefined) result['extension'] = extension;
  }
  if (port !== null) result['port'] = port;
  if (query !== null) result['query'] = query;
  if (scheme !== null) result['scheme'] = scheme;
  if (userInfo !== null) addUser(result, userInfo);
  return result;
}

function addUser(result: JsonObject, userInfo: string): void {
  result['user_info'] = userInfo;
  const colon = userInfo.indexOf(':');
  if (colon === -1) return;
  result['username'] = userInfo.slice(0, colon);
  result['password'] = userInfo.slice(colon + 1);
}
