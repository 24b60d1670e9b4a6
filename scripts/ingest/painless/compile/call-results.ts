import { returnTypesOf } from '../api/registry';
import { castDef } from '../runtime/casts';
import type { Frame } from '../runtime/frame';
import { JavaError } from '../runtime/java-error';
import { isPrimitiveNumber, widens } from '../runtime/number-casts';
import type { Value } from '../runtime/values';
import type { CompileContext, Compiled } from './context';
import { isKnownType, isPrimitive } from './types';

/**
 * The result of a call. That of a call on a `def` becomes the type that is asked for right there: where a method
 * returns a primitive that Java would not widen to it, the call itself fails.
 */
export function callResult(
  context: CompileContext,
  type: string,
  key: string,
  code: string,
  lastReturned: () => string | undefined,
): Compiled {
  if (type !== 'def') return { type, code };
  return {
    type,
    code,
    retarget: (wanted, isExplicit) => ({
      type: wanted,
      code: isExplicit
        ? context.code.call(castDef, code, JSON.stringify(wanted), 'true')
        : context.code.call(fitting(wanted, key, lastReturned), code),
    }),
  };
}

function fitting(type: string, key: string, lastReturned: () => string | undefined): (value: Value) => Value {
  const primitive = type === 'String' ? 'string' : type === 'boolean' ? 'boolean' : undefined;
  return (value) => (typeof value === primitive ? value : fit(value, type, key, lastReturned()));
}

function fit(value: Value, type: string, key: string, lastReturned: string | undefined): Value {
  try {
    return castDef(value, type, false);
  } catch (error) {
    const returns = lastReturned === undefined ? returnTypesOf(key) : [lastReturned];
    const isConvertible = returns.some((returned) => mayBecome(returned, type));
    if (!(error instanceof JavaError) || isConvertible || value === null) throw error;
    throw new JavaError(
      'java.lang.invoke.WrongMethodTypeException',
      `cannot convert MethodHandle of ${key} to (Object)${type}`,
    );
  }
}

/** Whether Java links a method that returns one type to a call that asks for another. */
function mayBecome(returned: string, type: string): boolean {
  if (isPrimitive(type) && isPrimitive(returned))
    return (
      type === returned || (isPrimitiveNumber(type) && isPrimitiveNumber(returned) && widens(returned, type))
    );
  if (!isPrimitive(type)) return !isPrimitive(returned);
  return !isPrimitive(returned) && UNBOXABLE.has(returned);
}

const UNBOXABLE: ReadonlySet<string> = new Set([
  ...['def', 'Object', 'Number', 'Comparable', 'Integer', 'Long', 'Double', 'Boolean', 'Character'],
]);

/** The type of what a method returns. */
export function resultType(returns: string): string {
  return returns !== 'void' && isKnownType(returns) ? returns : 'def';
}

/** Remembers a list that a condition made, so that it may be changed. */
export function owned(context: CompileContext, frame: Frame, value: Value): Value {
  if (context.isCondition && typeof value === 'object' && value !== null) frame.own(value);
  return value;
}
