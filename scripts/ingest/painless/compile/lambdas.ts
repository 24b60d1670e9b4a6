import { staticsOf, declaredClass } from '../api/registry';
import { constructorOf } from '../api/static-class';
import { illegalArgument } from '../runtime/java-error';
import { castDef } from '../runtime/casts';
import { JavaFunction } from '../runtime/values';
import type { Value } from '../runtime/values';
import type { LambdaExpression, MethodReferenceExpression } from '../syntax/ast';
import type { CompileContext, Compiled } from './context';
import { convert } from './convert';
import { callByName } from './dispatch';
import type { Scope } from './scope';
import { isKnownType } from './types';

/** `x -> …`. Its variables live in the frame of the function around it. */
export function compileLambda(context: CompileContext, expression: LambdaExpression, scope: Scope): Compiled {
  const inner = scope.lambda();
  const slots = expression.parameters.map(({ name, type, at }) => {
    if (!isKnownType(type)) throw context.unsupported(at, `the type ${type}`);
    const variable = inner.declare(name, type);
    if (variable === undefined) throw context.error(at, `variable [${name}] is already defined`);
    return variable;
  });
  const { body } = expression;
  const run =
    body.kind === 'block'
      ? context.compileBody(body, inner, 'def')
      : convert(context, context.compile(body, inner), 'def', expression.at).run;
  return {
    type: 'Function',
    run: (frame) =>
      new JavaFunction((...args) => {
        slots.forEach(({ slot, type }, index) => {
          const value = args[index] ?? null;
          frame.locals[slot] = type === 'def' ? value : castDef(value, type, false);
        });
        frame.locals[inner.loopSlot] = 0;
        return run(frame);
      }, slots.length),
  };
}

/** `Type::method`, `Type::new`, `variable::method`, `this::function`. */
export function compileMethodReference(
  context: CompileContext,
  expression: MethodReferenceExpression,
  scope: Scope,
): Compiled {
  const { target, name, at } = expression;
  if (target === 'this') return functionReference(context, name, at);
  const variable = scope.find(target);
  if (variable !== undefined) {
    return {
      type: 'Function',
      run: (frame) => {
        const self = frame.locals[variable.slot] ?? null;
        return new JavaFunction((...args) => callByName(self, name, args));
      },
    };
  }
  const call = classReference(target, name);
  if (call === undefined) throw context.unsupported(at, `the method reference ${target}::${name}`);
  const reference = new JavaFunction(call);
  return { type: 'Function', run: () => reference };
}

function functionReference(context: CompileContext, name: string, at: number): Compiled {
  const named = [...context.functions.values()].filter(({ declaration }) => declaration.name === name);
  if (named.length === 0) throw context.unsupported(at, `the method reference this::${name}`);
  return {
    type: 'Function',
    run: (frame) =>
      new JavaFunction((...args) => {
        const callee = context.functions.get(`${name}/${args.length}`) ?? named[0];
        const parameters = callee?.declaration.parameters ?? [];
        const cast = args.map((arg, index) => castDef(arg, parameters[index]?.type ?? 'def', false));
        return callee?.call?.(frame, cast) ?? null;
      }),
  };
}

function classReference(type: string, name: string): ((...args: Value[]) => Value) | undefined {
  const statics = staticsOf(type);
  const known = declaredClass(type);
  const arities = [0, 1, 2, 3];
  const isStatic = arities.some((arity) => statics?.methods.find(`${name}/${arity}`) !== undefined);
  const isMember = arities.some((arity) => known?.find(`${name}/${arity}`) !== undefined);
  if (name !== 'new' && !isStatic && !isMember) return undefined;
  if (name === 'new' && statics === undefined) return undefined;
  return (...args) => {
    const [a = null, b = null, c = null] = args;
    const method =
      name === 'new' && statics !== undefined
        ? constructorOf(statics, args.length)
        : statics?.methods.find(`${name}/${args.length}`);
    if (method !== undefined) return method.invoke(null, a, b, c);
    if (args.length === 0 || name === 'new')
      throw illegalArgument(`method [${type}, ${name}/${args.length}] not found`);
    if (known !== undefined && a !== null) castDef(a, type, false);
    return callByName(a, name, args.slice(1));
  };
}
