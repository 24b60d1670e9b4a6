import { UNBOXED, boxOf, castDef, instanceTest, truthOf } from '../runtime/casts';
import { classCast, nullPointer } from '../runtime/java-error';
import type { PrimitiveNumber } from '../runtime/number-casts';
import { castNumber, isPrimitiveNumber, widens } from '../runtime/number-casts';
import { JavaChar, type Value } from '../runtime/values';
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
  const { code } = expression;
  if (from === to || to === 'def') return { type: to, code, ...placeOf(expression) };
  if (from === 'def') return { type: to, code: castFromDef(context, code, to, isExplicit) };
  if (
    isPrimitiveNumber(from) &&
    isPrimitiveNumber(to) &&
    (isExplicit || widens(from, to) || fits(expression, to))
  ) {
    const { literal } = expression;
    if (literal !== undefined && isExplicit) return constantOf(context, to, castNumber(literal, to));
    return {
      type: to,
      code: context.code.call(castNumber, code, JSON.stringify(to)),
    };
  }
  if (from === 'String' && to === 'char' && isExplicit) {
    const { literal } = expression;
    if (typeof literal === 'string' && literal.length !== 1)
      throw context.error(at, 'cannot cast java.lang.String with length not equal to one to char');
    if (typeof literal === 'string') return constantOf(context, to, charOf(literal));
    return { type: to, code: context.code.call(charOf, code) };
  }
  if (from === 'char' && to === 'String' && isExplicit)
    return { type: to, code: context.code.call(charText, code) };
  if (isArrayCast(from, to)) return { type: to, code };
  if (from === 'null' && !isPrimitive(to)) return { type: to, code, literal: null };
  if (!isPrimitive(from) && !isPrimitive(to) && isReferenceCast(from, to, isExplicit)) {
    return {
      type: to,
      code: context.code.call(castDef, code, JSON.stringify(to), String(isExplicit)),
    };
  }
  throw context.error(at, `Cannot cast from [${displayName(from)}] to [${displayName(to)}].`);
}

/** What stays known of an expression whose value is the same in its new type. */
function placeOf({ variable, literal }: Compiled): Pick<Compiled, 'variable' | 'literal'> {
  if (variable !== undefined) return { variable };
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
  const { code } = expression;
  if (isPrimitive(from) && !isPrimitive(to) && to !== 'def') {
    if (to === boxOf(from) || BOX_SUPERTYPES.has(to)) return { type: to, code };
    const wider = UNBOXED[to];
    if (wider !== undefined) return { ...convert(context, expression, wider, at), type: to };
  }
  const primitive = UNBOXED[from];
  if (primitive !== undefined && isPrimitive(to))
    return convert(context, { type: primitive, code: context.code.call(notNull, code) }, to, at);
  return convert(context, expression, to, at);
}

const BOX_SUPERTYPES: ReadonlySet<string> = new Set(['Object', 'Number', 'Comparable']);

function notNull(value: Value): Value {
  if (value === null) throw nullPointer('Cannot unbox null');
  return value;
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

function castFromDef({ code }: CompileContext, value: string, to: string, isExplicit: boolean): string {
  if (to === 'boolean') return code.call(truthOf, value);
  if (isPrimitive(to)) return code.call(castDef, value, JSON.stringify(to), String(isExplicit));
  const isOfType = instanceTest(to);
  // Most values are of the type that the script declares.
  const cast = (found: Value): Value => (isOfType(found) ? found : castDef(found, to, isExplicit));
  return code.call(cast, value);
}
