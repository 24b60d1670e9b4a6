import { isJsonContainer, setKey } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';

/** Part of a document: a name's keys, and below a field's last key everything. */
interface Node {
  readonly children: Map<string, Node>;
  isField: boolean;
}

/**
 * Copies of a document that have some of its fields only, found as queries find them: in objects, below dotted keys, in
 * lists of objects.
 */
export function projection(fields: readonly string[]): (source: JsonObject) => JsonObject {
  const root: Node = { children: new Map(), isField: false };
  for (const field of fields) plant(root, field.split('.'));
  return (source) => ofObject(source, root) ?? {};
}

function plant(root: Node, keys: readonly string[]): void {
  let node = root;
  for (const key of keys) {
    const child = node.children.get(key) ?? { children: new Map(), isField: false };
    node.children.set(key, child);
    node = child;
  }
  node.isField = true;
}

/** undefined: nothing of it is to be kept. */
function ofObject(object: JsonObject, node: Node): JsonObject | undefined {
  const copy: JsonObject = {};
  let isEmpty = true;
  for (const key of Object.keys(object)) {
    const child = node.children.get(key) ?? below(node, key);
    const value = child && ofValue(object[key] ?? null, child);
    if (value === undefined) continue;
    setKey(copy, key, value);
    isEmpty = false;
  }
  return isEmpty ? undefined : copy;
}

function below(root: Node, key: string): Node | undefined {
  if (!key.includes('.')) return undefined;
  let node: Node | undefined = root;
  for (const part of key.split('.')) {
    node = node?.children.get(part);
    // Below a field's last key everything is the field's.
    if (node?.isField === true) return node;
  }
  return node;
}

function ofValue(value: JsonValue, node: Node): JsonValue | undefined {
  // Of a multi-field the value stands one key higher.
  if (node.isField || !isJsonContainer(value)) return value;
  if (!Array.isArray(value)) return ofObject(value, node);
  return value.flatMap((item) => ofValue(item, node) ?? []);
}
