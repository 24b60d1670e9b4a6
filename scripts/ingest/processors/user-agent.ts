import type { JsonObject } from '../../base/json';
import { illegalArgument } from '../errors';
import { compileFieldPath } from '../field-path';
import { readString } from '../field-values';
import { didYouMean } from '../problems';
import type { ProcessorCompiler } from '../processor-compiler';
import type { ProcessorOptions } from '../processor-options';
import { parseUserAgent, type NamedVersion, type UserAgent } from '../user-agent/parse-user-agent';

/** `user_agent`: program, operating system and device of a user agent, in ECS fields. */
export const compileUserAgent: ProcessorCompiler = (options) => {
  const field = options.path('field');
  const target = options.targetPath('target_field', compileFieldPath('user_agent'));
  const properties = readProperties(options);
  const withType = options.boolean('extract_device_type', false);
  const ignoreMissing = options.boolean('ignore_missing', false);
  if (options.value('regex_file') !== undefined)
    options.refuse('regex_file', 'files of regexes are not supported');
  return (document) => {
    const text = readString(field, document, ignoreMissing);
    if (text === null) {
      if (ignoreMissing) return;
      throw illegalArgument(`field [${field.path}] is null, cannot parse user-agent.`);
    }
    target.set(document, describe(text, parseUserAgent(text), properties, withType));
  };
};

const PROPERTIES = ['name', 'os', 'device', 'original', 'version'] as const;
type Property = (typeof PROPERTIES)[number];

function readProperties(options: ProcessorOptions): ReadonlySet<Property> {
  const names = options.optionalStrings('properties');
  if (names === undefined) return new Set(PROPERTIES);
  const found = new Set<Property>();
  for (const name of names) {
    const property = PROPERTIES.find((known) => known === name.toLowerCase());
    if (property !== undefined) found.add(property);
    else {
      const hint = didYouMean(name, PROPERTIES);
      options.fail('properties', `there is no property "${name}"`, name, PROPERTIES.join(', '), hint);
    }
  }
  return found;
}

function describe(
  text: string,
  { browser, os, device, deviceType }: UserAgent,
  properties: ReadonlySet<Property>,
  withType: boolean,
): JsonObject {
  const result: JsonObject = {};
  if (properties.has('original')) result['original'] = text;
  if (properties.has('name')) result['name'] = browser?.name ?? 'Other';
  if (properties.has('version') && browser?.version !== undefined) result['version'] = browser.version;
  if (properties.has('os') && os !== undefined) result['os'] = describeOs(os);
  if (properties.has('device')) {
    result['device'] = withType ? { name: device, type: deviceType } : { name: device };
  }
  return result;
}

function describeOs({ name, version }: NamedVersion): JsonObject {
  return version === undefined ? { name } : { name, version, full: `${name} ${version}` };
}
