import { castDef } from '../runtime/casts';
import { classCast } from '../runtime/java-error';
import type { PrimitiveNumber } from '../runtime/number-casts';
import { castNumber, isPrimitiveNumber, widens } from '../runtime/number-casts';
import { JavaChar, type Value } from '../runtime/values';
import type { Run } from '../runtime/frame';
import type { CompileContext, Compiled } from './context';
import { displayName, isPrimitive, isSubtype } from './types';

/**
 * The expression as a value of another type, as an assignment, an argument or a `(type)` cast asks for.
 * @throws ContentError PAINLESS_COMPILE when Painless would refuse the cast.
 */
export function convert(
  context: CompileContext,
  expression: Compiled,
  to: string,
  at: number,
  isExplicit = false,
): Compiled {
  const { type: from, run } = expression;
  if (from === to || to === 'def') return { type: to, run };
  if (expression.retarget !== undefined) return expression.retarget(to, isExplicit);
  if (from === 'def') return { type: to, run: castFromDef(run, to, isExplicit) };
  if (
    isPrimitiveNumber(from) &&
    isPrimitiveNumber(to) &&
    (isExplicit || widens(from, to) || fits(expression, to))
  ) {
    return { type: to, run: (frame) => castNumber(run(frame), to) };
  }
  if (from === 'String' && to === 'char' && isExplicit)
    return { type: to, run: (frame) => charOf(run(frame)) };
  if (from === 'char' && to === 'String' && isExplicit)
    return { type: to, run: (frame) => charText(run(frame)) };
  if (!isPrimitive(from) && !isPrimitive(to) && isReferenceCast(from, to, isExplicit)) {
    return { type: to, run: (frame) => castDef(run(frame), to, isExplicit) };
  }
  throw context.error(at, `Cannot cast from [${displayName(from)}] to [${displayName(to)}].`);
}

/** Whether an int literal may be assigned to a smaller type without a cast. */
function fits({ constant }: Compiled, to: PrimitiveNumber): boolean {
  const range = NARROW_RANGES[to];
  return constant !== undefined && range !== undefined && constant >= range[0] && constant <= range[1];
}

const NARROW_RANGES: Readonly<Partial<Record<PrimitiveNumber, readonly [number, number]>>> = {
  byte: [-128, 127],
  short: [-32768, 32767],
  char: [0, 65535],
};

function isReferenceCast(from: string, to: string, isExplicit: boolean): boolean {
  if (from === 'null' || from === 'Object') return true;
  return (isSubtype(from, to) ?? true) || (isExplicit && isSubtype(to, from) === true);
}

function charOf(value: Value): Value {
  const cast = castDef(value, 'String', true);
  if (typeof cast === 'string' && cast.length === 1) return new JavaChar(cast.charCodeAt(0));
  throw classCast('cannot cast java.lang.String with length not equal to one to char');
}

function charText(value: Value): Value {
  return value instanceof JavaChar ? String.fromCharCode(value.code) : value;
}

/** Most variables are strings, and most of what is put in them is one. */
function castFromDef(run: Run, to: string, isExplicit: boolean): Run {
  if (to !== 'String') return (frame) => castDef(run(frame), to, isExplicit);
  return (frame) => {
    const value = run(frame);
    return typeof value === 'string' ? value : castDef(value, to, isExplicit);
  };
}
