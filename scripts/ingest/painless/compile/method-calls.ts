import type { JavaMethod } from '../api/java-class';
import { declaredClass, KNOWN_METHODS } from '../api/registry';
import type { CallExpression } from '../syntax/ast';
import { nullReference } from './access';
import { compileArguments } from './call-arguments';
import { callResult, resultType } from './call-results';
import type { CompileContext, Compiled } from './context';
import { CHANGING_CALLS, directCall } from './direct-calls';
import type { CallByClass } from './direct-call';
import { SCRIPT_METHODS, dispatcher } from './dispatch';
import { checkNullSafe } from './null-safe';
import { repeated } from './repeated';
import type { Scope } from './scope';
import { displayName, isSubtype } from './types';

/** `target.name(…)` and `target?.name(…)` of an object; `key` is the name and the number of arguments. */
export function compileMethodCall(
  context: CompileContext,
  expression: CallExpression,
  key: string,
  scope: Scope,
): Compiled {
  const { name, args, nullSafe, at } = expression;
  const target = context.compile(expression.target, scope);
  if (key === 'hashCode/0' && target.type === 'StringBuilder')
    throw context.unsupported(at, 'the hash code of a StringBuilder');
  if (context.isCondition && key === 'hashCode/0' && isContainerType(target.type))
    throw context.unsupported(at, 'the hash code of what may be a view of the document');
  const known = knownMethod(context, target.type, key, at);
  if (nullSafe && known !== undefined) checkNullSafe(context, target.type, known.returns, at);
  const [a, b, c] = compileArguments(context, known, args, scope);
  const isNoted = expression.target.kind !== 'variable' || !context.freshLists.has(expression.target.name);
  const types = [a, b, c].slice(0, args.length).map((argument) => argument.type);
  let returned: string | undefined;
  const invoke = dispatcher(context, key, types, isNoted, (method) => (returned = method.returns));
  const type = known === undefined ? 'def' : resultType(known.returns);
  const ofNull = known?.takesNull === true ? known.invoke : undefined;
  const byClass: CallByClass = (frame, self, first, second, third) => {
    if (self !== null) return invoke(frame, self, first, second, third);
    if (ofNull === undefined) throw nullReference(name);
    return ofNull(null, first, second, third);
  };
  const operands = [a.code, b.code, c.code];
  const { code } = context;
  if (nullSafe) {
    const self = repeated(target.code, scope);
    const call = code.call(byClass, 'frame', self.again, ...operands);
    return callResult(context, type, key, `(${self.first} === null ? null : ${call})`, () => returned);
  }
  const direct = context.isCondition && CHANGING_CALLS.has(key) ? undefined : directCall(key, isNoted);
  const call =
    direct === undefined
      ? code.call(byClass, 'frame', target.code, ...operands)
      : code.call(direct, 'frame', code.name(byClass), target.code, ...operands.slice(0, args.length));
  return callResult(context, type, key, call, () => returned);
}

function isContainerType(type: string): boolean {
  return isSubtype(type, 'Map') === true || isSubtype(type, 'Collection') === true;
}

/** The method that a typed receiver has; undefined for a `def`, whose class is known at run time only. */
function knownMethod(context: CompileContext, type: string, key: string, at: number): JavaMethod | undefined {
  const ofNull = type === 'null' ? declaredClass('Object') : undefined;
  if (type.endsWith('[]') || (type === 'null' && ofNull?.find(key) === undefined))
    throw context.error(at, `member method [${displayName(type)}, ${key}] not found`);
  const known = type === 'def' ? undefined : (ofNull ?? declaredClass(type));
  if (known !== undefined) {
    const method = known.find(key);
    if (method === undefined) throw context.unsupported(at, `the method [${known.name}, ${key}]`);
    if (context.isCondition && SCRIPT_METHODS.has(key))
      throw context.error(at, `member method [${known.name}, ${key}] not found`);
    return method;
  }
  if (!KNOWN_METHODS.has(key)) throw context.unsupported(at, `the method ${key}`);
  return undefined;
}
