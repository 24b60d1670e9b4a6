import { parseJavaInt } from '../../java-numbers';
import { illegalArgument } from '../runtime/java-error';
import { checkListIndex } from '../runtime/list-index';
import { isMap, mapGet, mapHas } from '../runtime/map-object';
import type { Value } from '../runtime/values';
import { javaClassOf } from '../runtime/values';

/**
 * Painless's `getByPath`: keys of maps and indexes of lists, separated by dots.
 * The default stands for what the last name should lead to; that an earlier one leads nowhere is an error.
 */
export function getByPath(container: Value, path: string, otherwise?: Value): Value {
  const names = namesOf(path);
  let current = container;
  for (const [index, name] of names.entries()) {
    if (!isMap(current) && !Array.isArray(current))
      throw illegalArgument(
        `Non-container [${javaClassOf(current)}] at [${name}], index [${index}] in path [${path}]`,
      );
    const found = isMap(current) ? valueOf(current, name) : elementOf(current, name, index, path);
    if (found === undefined) {
      if (index < names.length - 1)
        throw illegalArgument(
          `Container does not have [${name}], for non-terminal index [${index}] in path [${path}]`,
        );
      if (otherwise === undefined) throw illegalArgument(`Could not find value at path [${path}]`);
      return otherwise;
    }
    current = found;
  }
  return current;
}

function namesOf(path: string): string[] {
  if (path === '') throw illegalArgument('Missing path');
  const names = path.split('.');
  const empty = names.indexOf('');
  if (empty >= 0 && empty < names.length - 1)
    throw illegalArgument(`Extra '.' in path [${path}] at index [${empty}]`);
  if (empty >= 0) throw illegalArgument(`Trailing '.' in path [${path}]`);
  return names;
}

function valueOf(map: Parameters<typeof mapGet>[0], key: string): Value | undefined {
  return mapHas(map, key) ? mapGet(map, key) : undefined;
}

function elementOf(list: readonly Value[], name: string, at: number, path: string): Value | undefined {
  const index = parseJavaInt(name);
  if (index === null)
    throw illegalArgument(
      `Could not parse [${name}] as a int index into list at path [${path}] and index [${at}]`,
    );
  // Painless lets the list itself complain of the index behind its last.
  if (index < 0 || index === list.length) checkListIndex(index, list);
  return list[index];
}
