import { staticsOf, declaredClass } from '../api/registry';
import { constructorOf } from '../api/static-class';
import { illegalArgument } from '../runtime/java-error';
import { castDef } from '../runtime/casts';
import type { Frame } from '../runtime/frame';
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
  const parameters = expression.parameters.map(({ name, type, at }) => {
    if (!isKnownType(type)) throw context.unsupported(at, `the type ${type}`);
    const variable = inner.declare(name, type);
    if (variable === undefined) throw context.error(at, `variable [${name}] is already defined`);
    return variable;
  });
  const { body } = expression;
  const statements =
    body.kind === 'block'
      ? context.compileBody(body, inner, 'def')
      : `return ${convert(context, context.compile(body, inner), 'def', expression.at).code};`;
  const { code } = context;
  const casts = parameters.map(({ name, type }) => {
    const value = `${name} ?? null`;
    return `${name} = ${type === 'def' ? value : code.call(castDef, value, JSON.stringify(type), 'false')};`;
  });
  const names = parameters.map(({ name }) => name);
  const text = `(${names.join(', ')}) => {\n${inner.body([...casts, statements].join('\n'))}\n}`;
  return {
    type: 'Function',
    code: code.call(functionOf, text, String(parameters.length)),
  };
}

function functionOf(call: JavaFunction['call'], arity: number): JavaFunction {
  return new JavaFunction(call, arity);
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
    const ofVariable = (self: Value): JavaFunction =>
      new JavaFunction((...args) => callByName(self, name, args));
    return {
      type: 'Function',
      code: context.code.call(ofVariable, variable.name),
    };
  }
  const call = classReference(target, name);
  if (call === undefined) throw context.unsupported(at, `the method reference ${target}::${name}`);
  return { type: 'Function', code: context.code.name(new JavaFunction(call)) };
}

function functionReference(context: CompileContext, name: string, at: number): Compiled {
  const named = [...context.functions.values()].filter(({ declaration }) => declaration.name === name);
  if (named.length === 0) throw context.unsupported(at, `the method reference this::${name}`);
  const reference = (frame: Frame, ...callees: Callee[]): JavaFunction =>
    new JavaFunction((...args) => {
      const index = named.findIndex(({ declaration }) => declaration.parameters.length === args.length);
      const parameters = named[Math.max(index, 0)]?.declaration.parameters ?? [];
      const cast = parameters.map(({ type }, place) => {
        const arg = args[place];
        return arg === undefined ? null : castDef(arg, type, false);
      });
      return callees[Math.max(index, 0)]?.(frame, ...cast) ?? null;
    });
  const callees = named.map((callee) => callee.name);
  return {
    type: 'Function',
    code: context.code.call(reference, 'frame', ...callees),
  };
}

type Callee = (frame: Frame, ...args: readonly Value[]) => Value;

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
