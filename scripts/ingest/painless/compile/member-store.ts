import { METADATA_FIELDS } from '../../document';
import { isInherited, plainMapChanges } from '../runtime/plain-map';
import { isPlainMap } from '../runtime/values';
import type { CompileContext } from './context';
import { repeated } from './repeated';
import type { Scope } from './scope';
import {
  noteMember,
  storeInDocument,
  storeInDocumentOfCondition,
  storeInField,
  storeInFieldOfCondition,
} from './store';

/** `ctx.name = value`. */
export function documentStore(context: CompileContext, name: string, value: string, scope: Scope): string {
  const { code, isCondition } = context;
  if (!isCondition && name !== '' && !METADATA_FIELDS.has(name) && !isInherited(name)) {
    const stored = repeated(value, scope);
    return `(${stored.first}, ${plainStore(context, 'frame.source', name, stored.again)})`;
  }
  const store = isCondition ? storeInDocumentOfCondition : storeInDocument;
  return code.call(store, 'frame', JSON.stringify(name), value);
}

/** `owner.name = value`: a member of an object of the document is stored at once, any other by a call. */
export function memberStore(
  context: CompileContext,
  owner: string,
  name: string,
  value: string,
  scope: Scope,
): string {
  const { code, isCondition } = context;
  const key = JSON.stringify(name);
  if (isCondition) return code.call(storeInFieldOfCondition, 'frame', owner, key, value);
  if (isInherited(name)) return code.call(storeInField, 'frame', owner, key, value);
  // The value may change the variable that holds the owner.
  const map = scope.temporary();
  const stored = repeated(value, scope);
  const plain = plainStore(context, map, name, stored.again);
  const other = code.call(storeInField, 'frame', map, key, stored.again);
  return `(${map} = ${owner}, ${stored.first}, ${code.call(isPlainMap, map)} ? ${plain} : ${other})`;
}

/** What {@link setOwn} does, with the name of the member in the code, which JavaScript stores faster. */
function plainStore({ code }: CompileContext, map: string, name: string, value: string): string {
  const key = JSON.stringify(name);
  const grow = `${map}[${key}] === undefined && ${code.name(plainMapChanges)}.count++`;
  const note = code.call(noteMember, 'frame', map, key, value);
  return `(${grow}, ${map}[${key}] = ${value}, typeof ${value} === "string" ? ${value} : ${note})`;
}
