import type { JavaMethod } from '../api/java-class';
import { JavaError } from '../runtime/java-error';
import { isPrimitiveNumber, widens } from '../runtime/number-casts';
import { isPrimitive } from './types';

/**
 * What Java says when a call on a `def` finds a method whose parameters cannot take the declared types of the
 * arguments; null when they can. A `def` argument is cast when the method is called.
 */
export function wrongMethodType(
  receiver: string,
  method: JavaMethod,
  argumentTypes: readonly string[],
): JavaError | null {
  const fits = method.parameters.every((parameter, index) =>
    accepts(parameter, argumentTypes[index] ?? 'def'),
  );
  if (fits) return null;
  const handle = `(${[receiver, ...method.parameters].map(handleType).join(',')})${handleType(method.returns)}`;
  return wrongHandle(handle, `(${['Object', ...argumentTypes.map(handleType)].join(',')})Object`);
}

/** The same for the index of a list, e.g. `list['a']`. */
export function wrongIndexType(indexType: string): JavaError | null {
  return (!isPrimitive(indexType) && accepts('int', indexType)) || indexType === 'int'
    ? null
    : wrongHandle('(List,int)int', `(Object,${indexType})${indexType}`);
}

function wrongHandle(found: string, wanted: string): JavaError {
  return new JavaError(
    'java.lang.invoke.WrongMethodTypeException',
    `cannot convert MethodHandle${found} to ${wanted}`,
  );
}

/** Parameters whose argument is cast when the method is called, primitive or not. */
const BOXED_NUMBERS: ReadonlySet<string> = new Set([
  ...['Integer', 'Long', 'Double', 'Float', 'Short', 'Byte', 'Character'],
]);

function accepts(parameter: string, argument: string): boolean {
  if (argument === 'def' || argument === 'Function' || argument === 'null') return true;
  if (BOXED_NUMBERS.has(parameter)) return argument !== 'boolean';
  if (parameter === 'Boolean' && argument === 'boolean') return true;
  if (!isPrimitive(parameter)) return !isPrimitive(argument) || ['def', 'Object'].includes(parameter);
  if (!isPrimitive(argument)) return ['Integer', 'Long', 'Double', 'Boolean', 'Object'].includes(argument);
  if (parameter === argument) return true;
  return isPrimitiveNumber(parameter) && isPrimitiveNumber(argument) && widens(argument, parameter);
}

/** The simple name that a method handle shows. */
function handleType(type: string): string {
  const plain = type.replace('?', '');
  return plain === 'def' || plain === 'null' ? 'Object' : plain.slice(plain.lastIndexOf('.') + 1);
}
