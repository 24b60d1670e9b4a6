import { illegalArgument, numberFormat } from '../runtime/java-error';
import { isMap, mapGet, mapHas } from '../runtime/map-object';
import { parseJavaInt } from '../../java-numbers';
import type { Value } from '../runtime/values';

/**
 * Painless's `getByPath`: keys of maps and indexes of lists, separated by dots.
 * Without a default a path that leads nowhere is an error.
 */
export function getByPath(container: Value, path: string, otherwise?: Value): Value {
  let current = container;
  for (const segment of path.split('.')) {
    const found = step(current, segment);
    if (found === undefined) {
      if (otherwise !== undefined) return otherwise;
      throw illegalArgument(`Could not find value at path [${path}]`);
    }
    current = found;
  }
  return current;
}

function step(container: Value, segment: string): Value | undefined {
  if (isMap(container)) return mapHas(container, segment) ? mapGet(container, segment) : undefined;
  if (!Array.isArray(container)) return undefined;
  const index = parseJavaInt(segment);
  if (index === null) throw numberFormat(`For input string: "${segment}"`);
  return container[index];
}
