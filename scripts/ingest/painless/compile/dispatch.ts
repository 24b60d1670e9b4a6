import type { JavaClass, JavaMethod } from '../api/java-class';
import { classOf } from '../api/registry';
import type { Frame } from '../runtime/frame';
import { castDef } from '../runtime/casts';
import { WrongClassError } from '../runtime/class-names';
import { refusesCall } from '../runtime/immutable';
import { castError, unsupportedOperation } from '../runtime/java-error';
import { isMap } from '../runtime/map-object';
import type { Value } from '../runtime/values';
import { javaClassOf } from '../runtime/values';
import { owned } from './call-results';
import type { CompileContext } from './context';
import { wrongMethodType } from './method-types';
import { checkMutable, isDocumentPart, noteStored } from './store';
import { VIEW_MAP_CALLS, ViewMap } from './view-map';
import { isView, viewCall } from './views';

/** What `script` processors know and conditions do not. */
export const SCRIPT_METHODS: ReadonlySet<string> = new Set(['sha1/0', 'sha256/0', 'sha512/0']);

/** Calls a method of the receiver's class. */
type Dispatch = (frame: Frame, self: Value, a: Value, b: Value, c: Value) => Value;

/** Finds the method by the receiver's class, and remembers the last one found. */
export function dispatcher(
  context: CompileContext,
  key: string,
  argumentTypes: readonly string[],
  isNoted: boolean,
  onFound: (method: JavaMethod) => void,
): Dispatch {
  const arity = argumentTypes.length;
  let lastClass: JavaClass | undefined;
  let lastMethod: JavaMethod | undefined;
  let isMaker = false;
  const find = (self: Value, type: JavaClass): JavaMethod => {
    const method = context.isCondition && SCRIPT_METHODS.has(key) ? undefined : type.find(key);
    if (method === undefined) {
      throw new WrongClassError(self, (name) => `dynamic method [${name}, ${key}] not found`);
    }
    const error = wrongMethodType(type.name, method, argumentTypes);
    if (error !== null) throw error;
    lastClass = type;
    lastMethod = method;
    onFound(method);
    isMaker = makesList(method);
    return method;
  };
  return (frame, self, a, b, c) => {
    const type = classOf(self);
    const method = lastMethod !== undefined && type === lastClass ? lastMethod : find(self, type);
    if (method.mutates) {
      if (refusesCall(self, key)) return callUnchanged(method, self, a, b, c);
      if (context.isCondition) {
        // The view takes texts for keys before it refuses them.
        if (key === 'put/2' && a !== null && typeof a !== 'string' && isDocumentPart(frame, self))
          throw castError(javaClassOf(a), 'java.lang.String');
        if (VIEW_MAP_CALLS.has(key) && isMap(self) && isView(frame, self))
          return method.invoke(new ViewMap(self, () => checkMutable(frame, self)), a, b, c);
        if (VIEW_WALKS.has(key) && Array.isArray(self) && isDocumentPart(frame, self))
          return walkView(frame, method, self, a);
        checkMutable(frame, self);
      }
      // put, putIfAbsent and the like name the member; other methods may store anywhere in their receiver.
      if (arity >= 2) noteStored(frame, self, a, b);
      else if (arity > 0 && isNoted) noteStored(frame, self, null, a);
    }
    const ofView = context.isCondition ? viewCall(key, self, a) : undefined;
    if (ofView !== undefined) return ofView(frame, self, a);
    const result = method.invoke(self, a, b, c);
    return isMaker && result !== self && !(key === 'subList/2' && isDocumentPart(frame, self))
      ? owned(context, frame, result)
      : result;
  };
}

/** A call on a list that must stay as it is: methods that find nothing to remove or to add do nothing. */
function callUnchanged(
  { invoke, name, parameters }: JavaMethod,
  self: Value,
  a: Value,
  b: Value,
  c: Value,
): Value {
  // An index is cast before the list can refuse the call.
  if (parameters[0] === 'int') castDef(a, 'int', false);
  const bulk = BULK_CHANGES[name];
  const isFilled = Array.isArray(self) && self.length > 0 && (name === 'sort' || name === 'replaceAll');
  if (!Array.isArray(self) || bulk === undefined || isFilled) throw unsupportedOperation(null);
  const copy = [...self];
  const result = invoke(copy, a, b, c);
  if (copy.length !== self.length) throw unsupportedOperation(bulk);
  return result;
}

/** What the view of a list has from Java: it walks through the elements, and fails at the first that it must change. */
const VIEW_WALKS: ReadonlySet<string> = new Set(['removeIf/1', 'replaceAll/1', 'sort/1']);

function walkView(frame: Frame, { name, invoke }: JavaMethod, self: Value[], a: Value): Value {
  const copy = [...self];
  const result = invoke(copy, a, null, null);
  const isChanged = name === 'removeIf' ? copy.length !== self.length : self.length > 0;
  if (isChanged) checkMutable(frame, self);
  return result;
}

/** What Java says when such a method changes something after all. */
const BULK_CHANGES: Readonly<Record<string, string | null>> = {
  addAll: null,
  removeAll: 'remove',
  retainAll: 'remove',
  removeIf: 'remove',
  clear: null,
  sort: null,
  replaceAll: null,
};

/** Whether a method's list is a new one, unless it is its receiver. */
function makesList({ name, returns }: JavaMethod): boolean {
  return name === 'collect' || returns === 'List';
}

/** A method of the value's class, by name and arguments, for method references. */
export function callByName(self: Value, name: string, args: readonly Value[]): Value {
  const method = classOf(self).find(`${name}/${args.length}`);
  if (method === undefined) {
    throw new WrongClassError(
      self,
      (className) => `dynamic method [${className}, ${name}/${args.length}] not found`,
    );
  }
  return method.invoke(self, args[0] ?? null, args[1] ?? null, args[2] ?? null);
}
