import { isJsonObject } from '../base/json';
import type { JsonObject, JsonValue } from '../base/json';
import type { PipelineDefinition } from '../ingest/types';
import { scriptMutants } from './script-mutants';

/** A pipeline that differs from the shipped one in one place. */
export interface PipelineMutant {
  /** The tag of the processor that was changed. */
  readonly tag: string;
  readonly change: string;
  readonly definition: PipelineDefinition;
}

/** Options whose constants decide what a document looks like; the others name fields, and those die with the processor. */
const CONSTANTS = [
  'value',
  'formats',
  'pattern',
  'patterns',
  'type',
  'replacement',
  'separator',
  'method',
  'target_type',
];

type Path = readonly (string | number)[];

/** Every pipeline that lacks a processor, or has one condition negated, one constant or one token of a script changed. */
export function pipelineMutants(definition: PipelineDefinition): PipelineMutant[] {
  const mutants: PipelineMutant[] = [];
  const add = (tag: string, change: string, path: Path, value: JsonValue | undefined): void => {
    mutants.push({ tag, change, definition: withValue(definition, path, value) as PipelineDefinition });
  };
  const visitList = (list: JsonValue | undefined, path: Path): void => {
    if (!Array.isArray(list)) return;
    list.forEach((processor, index) => {
      if (isJsonObject(processor)) visit(processor, [...path, index]);
    });
  };
  const visit = (processor: JsonObject, path: Path): void => {
    const [type] = Object.keys(processor);
    const options = type === undefined ? undefined : processor[type];
    if (type === undefined || !isJsonObject(options)) return;
    const tag = typeof options['tag'] === 'string' ? options['tag'] : type;
    add(tag, 'processor dropped', path, undefined);
    for (const [name, value] of Object.entries(options)) {
      const at = [...path, type, name];
      if (name === 'if' && typeof value === 'string') add(tag, 'condition negated', at, `!(${value})`);
      if (name === 'if' && typeof value === 'string')
        for (const { change, source, column } of scriptMutants(value))
          add(tag, `if:${column}: ${change}`, at, source);
      if (name === 'source' && typeof value === 'string')
        for (const { change, source, line, column } of scriptMutants(value))
          add(tag, `line ${line}:${column}: ${change}`, at, source);
      if (name === 'params' || CONSTANTS.includes(name))
        for (const leaf of leaves(value, at))
          add(
            tag,
            `${leaf.path.slice(path.length + 1).join('.')}: ${JSON.stringify(leaf.value)} → ${JSON.stringify(leaf.changed)}`,
            leaf.path,
            leaf.changed,
          );
      if (typeof value === 'boolean' && name !== 'ignore_failure')
        add(tag, `${name}: ${String(!value)}`, at, !value);
      if (name === 'on_failure') visitList(value, at);
      if (name === 'processor' && isJsonObject(value)) visit(value, at);
    }
  };
  visitList(definition.processors, ['processors']);
  visitList(definition['on_failure'], ['on_failure']);
  return mutants;
}

function* leaves(
  value: JsonValue | undefined,
  path: Path,
): Generator<{ path: Path; value: JsonValue; changed: JsonValue }> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* leaves(item, [...path, index]);
  } else if (isJsonObject(value)) {
    for (const [name, item] of Object.entries(value)) yield* leaves(item, [...path, name]);
  } else if (typeof value === 'string') {
    yield { path, value, changed: `${value}~` };
  } else if (typeof value === 'number') {
    yield { path, value, changed: value + 1 };
  } else if (typeof value === 'boolean') {
    yield { path, value, changed: !value };
  }
}

/** A copy with another value at a path; undefined takes the list item away. */
function withValue(target: JsonValue, [key, ...rest]: Path, value: JsonValue | undefined): JsonValue {
  if (key === undefined) return value ?? null;
  if (Array.isArray(target)) {
    const index = Number(key);
    if (rest.length === 0 && value === undefined) return target.toSpliced(index, 1);
    return target.with(index, withValue(target[index] ?? null, rest, value));
  }
  const object = target as JsonObject;
  return { ...object, [key]: withValue(object[key] ?? null, rest, value) };
}
