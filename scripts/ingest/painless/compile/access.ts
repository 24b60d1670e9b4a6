import { METADATA_FIELDS } from '../../document';
import { classOf, declaredClass, staticsOf } from '../api/registry';
import { checkListIndex } from '../runtime/list-index';
import type { JavaMethod } from '../api/java-class';
import { ANONYMOUS, WrongClassError } from '../runtime/class-names';
import { JavaError, classCast, illegalArgument, nullPointer } from '../runtime/java-error';
import { JavaMap } from '../runtime/java-map';
import { isMap, mapGet } from '../runtime/map-object';
import { metadataOf } from '../runtime/document-map';
import { isInherited, getOwn } from '../runtime/plain-map';
import { primitiveOf } from '../runtime/number-casts';
import { JavaArray, JavaChar, JavaNumber, isPlainMap, javaClassOf } from '../runtime/values';
import type { Value } from '../runtime/values';
import type { Expression, IndexExpression, MemberExpression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { wrongIndexType } from './method-types';
import { repeated, type Repeated } from './repeated';
import type { Scope } from './scope';
import { checkNullSafe } from './null-safe';
import { displayName, isSubtype } from './types';

/** Whether the expression is the script's `ctx`. */
export function isDocument(expression: Expression, scope: Scope): boolean {
  return expression.kind === 'variable' && expression.name === 'ctx' && scope.isMain;
}

/** Whether the expression is the script's `params`. */
export function isParameters(expression: Expression, scope: Scope): boolean {
  return expression.kind === 'variable' && expression.name === 'params' && scope.isMain;
}

/** Reads a value's field: a key of a map, a list's length or index, or a getter. */
export type FieldReader = (value: Value) => Value;

/** `target.name` and `target?.name`. */
export function compileMember(context: CompileContext, expression: MemberExpression, scope: Scope): Compiled {
  const { target, name, nullSafe, at } = expression;
  const constant = staticConstant(context, target, name, scope, at);
  if (constant !== undefined) return constant;
  if (isDocument(target, scope) && name !== 'empty')
    return { type: 'def', code: documentMember(context, name) };
  if (isParameters(target, scope)) {
    const literal = fieldReader(name)(context.params);
    // The null of a missing one is no constant to Painless.
    return {
      type: 'def',
      code: context.code.literal(literal),
      ...(literal === null ? {} : { literal }),
    };
  }
  const { type, code } = context.compile(target, scope);
  checkField(context, type, name, at);
  if (nullSafe) checkNullSafe(context, type, fieldType(type, name), at);
  const read = context.code.name(nullSafe ? nullSafeReader(name) : reader(name));
  return {
    type: fieldType(type, name),
    code: memberOf(context, repeated(code, scope), name, read),
  };
}

function staticConstant(
  context: CompileContext,
  target: Expression,
  name: string,
  scope: Scope,
  at: number,
): Compiled | undefined {
  if (target.kind !== 'variable' || scope.find(target.name) !== undefined) return undefined;
  const statics = staticsOf(target.name);
  if (statics === undefined) return undefined;
  const constant = statics.constants.get(name);
  if (constant === undefined) throw context.unsupported(at, `the constant [${statics.name}, ${name}]`);
  return { type: constantType(constant), code: context.code.literal(constant) };
}

function constantType(constant: Value): string {
  const primitive = primitiveOf(constant);
  if (primitive !== null) return primitive;
  const { name = 'def' } = /(?<name>\w+)$/.exec(javaClassOf(constant))?.groups ?? {};
  return declaredClass(name) === undefined ? 'def' : name;
}

/** `ctx.name`, the commonest expression of all. */
function documentMember({ code }: CompileContext, name: string): string {
  const key = JSON.stringify(name);
  if (METADATA_FIELDS.has(name)) return code.call(metadataOf, 'frame.document', key);
  if (isInherited(name)) return code.call(getOwn, 'frame.source', key);
  return `(frame.source[${key}] ?? null)`;
}

/** A member of an object of the document is read at once, any other by `read`. */
function memberOf({ code }: CompileContext, target: Repeated, name: string, read: string): string {
  if (isInherited(name) || name === 'empty') return `${read}(${target.first})`;
  const ofPlainMap = `${target.again}[${JSON.stringify(name)}] ?? null`;
  return `(${code.call(isPlainMap, target.first)} ? ${ofPlainMap} : ${read}(${target.again}))`;
}

export function reader(name: string): FieldReader {
  const read = fieldReader(name);
  return (value) => {
    if (value === null) throw nullReference(name);
    return read(value);
  };
}

function nullSafeReader(name: string): FieldReader {
  const read = fieldReader(name);
  return (value) => (value === null ? null : read(value));
}

export function nullReference(name: string): JavaError {
  return nullPointer(`cannot access method/field [${name}] from a null def reference`);
}

function fieldReader(name: string): FieldReader {
  const readOther = otherFieldReader(name);
  if (isInherited(name) || name === 'empty') return readOther;
  return (value) => {
    if (isPlainMap(value)) return value[name] ?? null;
    return value instanceof JavaMap ? value.get(name) : readOther(value);
  };
}

function otherFieldReader(name: string): FieldReader {
  const getters = new Map<ReturnType<typeof classOf>, JavaMethod | undefined>();
  return (value) => {
    if (value instanceof JavaArray && name === 'length') return value.items.length;
    const type = classOf(value);
    if (!getters.has(type)) getters.set(type, type.findGetter(name));
    const getter = getters.get(type);
    if (getter !== undefined) return getter.invoke(value, null, null, null);
    if (isMap(value)) return mapGet(value, name);
    if (Array.isArray(value)) return elementAt(value, shortcutIndex(name));
    throw new WrongClassError(value, (className) => `dynamic getter [${className}, ${name}] not found`);
  };
}

export function shortcutIndex(name: string): number {
  if (!/^\d+$/.test(name)) throw illegalArgument(`Illegal list shortcut value [${name}].`);
  return Number(name);
}

/** Refuses a field that no value of the declared type can have. */
function checkField(context: CompileContext, type: string, name: string, at: number): void {
  if (type === 'null' || (type.endsWith('[]') && name !== 'length'))
    throw context.error(at, `Field [${displayName(type)}, ${name}] not found.`);
  const known = type === 'def' || type.endsWith('[]') ? undefined : declaredClass(type);
  if (known === undefined || known.findGetter(name) !== undefined) return;
  if (
    known.find('containsKey/1') !== undefined ||
    (known.find('subList/2') !== undefined && /^\d+$/.test(name))
  )
    return;
  throw context.unsupported(at, `the field [${known.name}, ${name}]`);
}

function fieldType(type: string, name: string): string {
  if (type.endsWith('[]')) return 'int';
  return type === 'def' ? 'def' : (declaredClass(type)?.findGetter(name)?.returns ?? 'def');
}

/** `target[index]`. */
export function compileIndex(context: CompileContext, expression: IndexExpression, scope: Scope): Compiled {
  const target = context.compile(expression.target, scope);
  const index = context.compile(expression.index, scope);
  checkIndexable(context, target.type, index.type, expression.at);
  const type = target.type.endsWith('[]') ? target.type.slice(0, -2) : 'def';
  const wrong = wrongIndex(context, target.type, index.type);
  if (isDocument(expression.target, scope) && typeof index.literal === 'string' && index.literal !== '')
    return { type, code: documentMember(context, index.literal) };
  return {
    type,
    code: context.code.call(readIndex, target.code, index.code, wrong),
  };
}

/** The code of the error for lists and arrays that do not take an index of the declared type; `null` for none. */
export function wrongIndex(context: CompileContext, type: string, indexType: string): string {
  const wrong = type === 'def' ? wrongIndexType(indexType) : null;
  return wrong === null ? 'null' : context.code.name(wrong);
}

export function checkIndexable(context: CompileContext, type: string, indexType: string, at: number): void {
  const isArrayLike = type.endsWith('[]') || isSubtype(type, 'List') === true;
  if (type !== 'def' && !isArrayLike && isSubtype(type, 'Map') !== true)
    throw context.error(
      at,
      `Attempting to address a non-array-like type [${displayName(type)}] as an array.`,
    );
  if (isArrayLike && !['def', 'int', 'short', 'byte', 'char'].includes(indexType)) {
    throw context.error(at, `Cannot cast from [${indexType}] to [int].`);
  }
}

/** `wrong` is thrown for a list or array when the index is declared to be of a type that they do not take. */
export function readIndex(container: Value, index: Value, wrong: JavaError | null): Value {
  if (wrong !== null && isIndexed(container)) throw wrong;
  if (Array.isArray(container)) return elementAt(container, listIndex(index));
  if (container === null) throw nullReference('normalizeIndex');
  if (isMap(container)) return mapGet(container, index);
  if (container instanceof JavaArray) return container.items[arrayIndex(container, listIndex(index))] ?? null;
  throw new WrongClassError(container, notArrayLike);
}

/** Whether Painless counts its elements. */
export function isIndexed(value: Value): boolean {
  return Array.isArray(value) || value instanceof JavaArray;
}

export function notArrayLike(className: string): string {
  const name = className === ANONYMOUS ? 'null' : className;
  return `Attempting to address a non-array-like type [${name}] as an array.`;
}

/** An index as a whole number. */
export function listIndex(index: Value): number {
  if (typeof index === 'number' && (index | 0) === index) return index;
  if (index === null) throw nullPointer('the index is null');
  if (index instanceof JavaChar) return index.code;
  if (index instanceof JavaNumber && (index.type === 'byte' || index.type === 'short')) return index.value;
  throw classCast(`Cannot cast ${javaClassOf(index)} to java.lang.Integer`);
}

/** A negative index counts from the end. */
export function elementAt(list: readonly Value[], index: number): Value {
  const position = index < 0 ? index + list.length : index;
  checkListIndex(position, list);
  return list[position] ?? null;
}

export function arrayIndex(array: JavaArray, index: number): number {
  const { length } = array.items;
  const position = index < 0 ? index + length : index;
  if (position >= 0 && position < length) return position;
  throw new JavaError(
    'java.lang.ArrayIndexOutOfBoundsException',
    `Index ${position} out of bounds for length ${length}`,
  );
}
