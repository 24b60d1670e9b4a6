import { isJsonObject, type JsonObject, type JsonValue } from '../../../scripts/base/json';
import type { IngestQuestion } from '../../../scripts/conformance/ingest';

/** The rows of the conformance page under which a question counts. */
export function featuresOf({ pipeline, others = {} }: IngestQuestion): string[] {
  const found = new Set<string>();
  for (const definition of [pipeline, ...Object.values(others)]) {
    addAll(definition.processors, found, '');
    if (definition['on_failure'] === undefined) continue;
    found.add('on_failure of a pipeline');
    addAll(definition['on_failure'], found, 'on_failure');
  }
  const [first] = pipeline.processors;
  if (pipeline.processors.length === 1 && first !== undefined) found.add('one processor');
  else found.add('a chain of processors');
  return [...found].sort();
}

function addAll(processors: JsonValue, found: Set<string>, within: string): void {
  if (!Array.isArray(processors)) return;
  for (const processor of processors) addProcessor(processor, found, within);
}

function addProcessor(processor: JsonValue | undefined, found: Set<string>, within: string): void {
  if (!isJsonObject(processor)) return;
  for (const [type, options] of Object.entries(processor)) {
    found.add(`processor: ${type}`);
    if (!isJsonObject(options)) continue;
    addOptions(type, options, found);
    if (within === 'on_failure' && options['on_failure'] !== undefined)
      found.add('on_failure within on_failure');
    if (within === 'foreach' && options['ignore_failure'] === true)
      found.add('ignore_failure within foreach');
    addAll(options['on_failure'] ?? null, found, 'on_failure');
    if (type === 'foreach') addProcessor(options['processor'], found, 'foreach');
  }
}

const COMMON = [
  'if',
  'tag',
  'ignore_failure',
  'on_failure',
  'ignore_missing',
  'override',
  'copy_from',
  'media_type',
];

function addOptions(type: string, options: JsonObject, found: Set<string>): void {
  for (const name of COMMON) if (options[name] !== undefined) found.add(`option: ${name}`);
  if (type === 'convert' && typeof options['type'] === 'string')
    found.add(`convert to ${options['type'].toLowerCase()}`);
  if (type === 'date') addDate(options, found);
  if (type === 'remove' && options['keep'] !== undefined) found.add('remove: keep');
  if (type === 'grok' && options['pattern_definitions'] !== undefined) found.add('grok: patterns of its own');
  if (type === 'grok' && options['trace_match'] === true) found.add('grok: trace_match');
  if (type === 'dissect' && /%\{[^}]*(?:[+*&?]|->)/.test(JSON.stringify(options)))
    found.add('dissect: modifiers');
  if (JSON.stringify(options).includes('{{')) found.add('templates');
}

function addDate(options: JsonObject, found: Set<string>): void {
  const formats = Array.isArray(options['formats']) ? options['formats'] : [];
  for (const format of formats) {
    const isNamed = typeof format === 'string' && /^(?:ISO8601|UNIX|UNIX_MS|TAI64N)$/.test(format);
    found.add(isNamed ? `date: ${format}` : 'date: pattern');
  }
  if (options['timezone'] !== undefined) found.add('date: timezone');
  if (options['output_format'] !== undefined) found.add('date: output_format');
}
