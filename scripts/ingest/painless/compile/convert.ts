import { UNBOXED, boxOf, castDef } from '../runtime/casts';
import { classCast, nullPointer } from '../runtime/java-error';
import type { PrimitiveNumber } from '../runtime/number-casts';
import { castNumber, isPrimitiveNumber, widens } from '../runtime/number-casts';
import { JavaChar, type Value } from '../runtime/values';
import type { Run } from '../runtime/frame';
import type { CompileContext, Compiled } from './context';
import { constantOf } from './constant';
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
  const from = expression.type;
  if (from !== to && expression.retarget !== undefined) return expression.retarget(to, isExplicit);
  const { run } = expression;
  if (from === to || to === 'def') return { type: to, run, ...placeOf(expression) };
  if (from === 'def') return { type: to, run: castFromDef(run, to, isExplicit) };
  if (
    isPrimitiveNumber(from) &&
    isPrimitiveNumber(to) &&
    (isExplicit || widens(from, to) || fits(expression, to))
  ) {
    const { literal } = expression;
    if (literal !== undefined && isExplicit) return constantOf(to, castNumber(literal, to));
    return { type: to, run: (frame) => castNumber(run(frame), to) };
  }
  if (from === 'String' && to === 'char' && isExplicit) {
    const { literal } = expression;
    if (typeof literal === 'string' && literal.length !== 1)
      throw context.error(at, 'cannot cast java.lang.String with length not equal to one to char');
    if (typeof literal === 'string') return constantOf(to, charOf(literal));
    return { type: to, run: (frame) => charOf(run(frame)) };
  }
  if (from === 'char' && to === 'String' && isExplicit)
    return { type: to, run: (frame) => charText(run(frame)) };
  if (isArrayCast(from, to)) return { type: to, run };
  if (from === 'null' && !isPrimitive(to)) return { type: to, run, literal: null };
  if (!isPrimitive(from) && !isPrimitive(to) && isReferenceCast(from, to, isExplicit)) {
    return { type: to, run: (frame) => castDef(run(frame), to, isExplicit) };
  }
  throw context.error(at, `Cannot cast from [${displayName(from)}] to [${displayName(to)}].`);
}

/** What stays known of an expression whose value is the same in its new type. */
function placeOf({ slot, literal }: Compiled): Pick<Compiled, 'slot' | 'literal'> {
  if (slot !== undefined) return { slot };
  return literal === undefined ? {} : { literal };
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

/** Every array of objects is one of `def`. */
function isArrayCast(from: string, to: string): boolean {
  const [element, wanted] = [from.slice(0, -2), to.slice(0, -2)];
  return (
    from.endsWith('[]') && to.endsWith('[]') && !isPrimitive(element) && ['def', 'Object'].includes(wanted)
  );
}

/** As {@link convert}, where Java boxes and unboxes by itself: for an argument, and for what a function returns. */
export function convertBoxed(
  context: CompileContext,
  expression: Compiled,
  to: string,
  at: number,
): Compiled {
  const from = expression.type;
  if (from !== to && expression.retarget !== undefined) return expression.retarget(to, false, true);
  const { run } = expression;
  if (isPrimitive(from) && !isPrimitive(to) && to !== 'def') {
    if (to === boxOf(from) || BOX_SUPERTYPES.has(to)) return { type: to, run };
    const wider = UNBOXED[to];
    if (wider !== undefined) return { ...convert(context, expression, wider, at), type: to };
  }
  const primitive = UNBOXED[from];
  if (primitive !== undefined && isPrimitive(to))
    return convert(context, { type: primitive, run: notNull(run) }, to, at);
  return convert(context, expression, to, at);
}

const BOX_SUPERTYPES: ReadonlySet<string> = new Set(['Object', 'Number', 'Comparable']);

function notNull(run: Run): Run {
  return (frame) => {
    const value = run(frame);
    if (value === null) throw nullPointer('Cannot unbox null');
    return value;
  };
}

function isReferenceCast(from: string, to: string, isExplicit: boolean): boolean {
  if (from === 'null' || to === 'Object') return true;
  if (from === 'Object') return isExplicit;
  if (from.endsWith('[]') !== to.endsWith('[]')) return false;
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
