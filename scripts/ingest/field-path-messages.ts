import type { JsonValue } from '../base/json';
import { javaClassName } from './java-values';

/** The messages of Elasticsearch's `IngestDocument`, word for word: pipelines store them as `error.message`. */

export function notPresent(path: string, key: string): string {
  return `field [${key}] not present as part of path [${path}]`;
}

export function notInteger(path: string, key: string): string {
  return `[${key}] is not an integer, cannot be used as an index as part of path [${path}]`;
}

export function outOfBounds(path: string, position: number, length: number): string {
  return `[${position}] is out of bounds for array with length [${length}] as part of path [${path}]`;
}

export function cannotResolve(path: string, key: string, value: JsonValue): string {
  return `cannot resolve [${key}] from ${describe(value)} as part of path [${path}]`;
}

export function cannotRemove(path: string, key: string, value: JsonValue): string {
  return `cannot remove [${key}] from ${describe(value)} as part of path [${path}]`;
}

export function cannotSet(path: string, key: string, value: JsonValue): string {
  const parent = value === null ? 'null parent' : `parent object of type [${javaClassName(value)}]`;
  return `cannot set [${key}] with ${parent} as part of path [${path}]`;
}

export function cannotCast(path: string, value: JsonValue, className: string): string {
  return `field [${path}] of type [${javaClassName(value)}] cannot be cast to [${className}]`;
}

function describe(value: JsonValue): string {
  return value === null ? 'null' : `object of type [${javaClassName(value)}]`;
}
