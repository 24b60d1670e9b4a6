import { JavaError } from '../runtime/java-error';
import { JavaMap } from '../runtime/java-map';
import { JavaArray } from '../runtime/values';
import type { Value } from '../runtime/values';
import type { Expression, NewArrayExpression } from '../syntax/ast';
import { listIndex } from './access';
import { initialValue } from './assignments';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import { operandOf, readOperand } from './operand';
import type { Scope } from './scope';
import { isKnownType } from './types';

/** `new Type[length]` and `new Type[] {…}`. */
export function compileNewArray(
  context: CompileContext,
  expression: NewArrayExpression,
  scope: Scope,
): Compiled {
  const { elementType, content, at } = expression;
  if (!isKnownType(elementType)) throw context.unsupported(at, `the type ${elementType}`);
  const type = `${elementType}[]`;
  if ('kind' in content) {
    const length = convert(context, context.compile(content, scope), 'int', at);
    return { type, run: (frame) => emptyArray(elementType, listIndex(length.run(frame))) };
  }
  const items = content.map(
    (item) => convert(context, context.compile(item, scope), elementType, item.at).run,
  );
  return {
    type,
    run: (frame) =>
      new JavaArray(
        elementType,
        items.map((run) => run(frame)),
      ),
  };
}

const MAX_ARRAY = 1_000_000;

function emptyArray(elementType: string, length: number): JavaArray {
  if (length < 0) throw new JavaError('java.lang.NegativeArraySizeException', String(length));
  if (length > MAX_ARRAY)
    throw new JavaError('java.lang.IllegalArgumentException', `an array of ${length} elements`);
  return new JavaArray(elementType, new Array<Value>(length).fill(initialValue(elementType)));
}

/** An element of a list or map, which holds values of every type. */
function compileDef(context: CompileContext, expression: Expression, scope: Scope): Compiled {
  return convert(context, context.compile(expression, scope), 'def', expression.at);
}

/** `[a, b]`. */
export function compileList(context: CompileContext, items: readonly Expression[], scope: Scope): Compiled {
  const operands = items.map((item) => operandOf(compileDef(context, item, scope)));
  return {
    type: 'ArrayList',
    run: (frame) => {
      const list: Value[] = [];
      for (const operand of operands) list.push(readOperand(operand, frame));
      if (context.isCondition) frame.own(list);
      return list;
    },
  };
}

/** `[key: value]`. */
export function compileMap(
  context: CompileContext,
  entries: readonly (readonly [Expression, Expression])[],
  scope: Scope,
): Compiled {
  const operands = entries.map(([key, value]) => ({
    key: operandOf(compileDef(context, key, scope)),
    value: operandOf(compileDef(context, value, scope)),
  }));
  return {
    type: 'HashMap',
    run: (frame) => {
      const map = new JavaMap('HashMap');
      for (const { key, value } of operands) map.put(readOperand(key, frame), readOperand(value, frame));
      return map;
    },
  };
}
