import { JavaError } from './java-error';
import type { Value } from './values';
import { JavaObject, javaClassOf } from './values';

/** Java's canonical name of a value's class, as messages show it: `java.util.Map.Entry`, `java.lang.String[]`. */
export function canonicalClassOf(value: Value): string {
  return canonicalName(classNameOf(value));
}

/** Java's name of a value's class; `javaClassOf` names the type by which scripts know it where that is another. */
export function classNameOf(value: Value): string {
  return value instanceof JavaObject && 'implementation' in value
    ? String(value.implementation)
    : javaClassOf(value);
}

/** Painless's name for classes that have no canonical name. */
export const ANONYMOUS = '$anonymous';

/** A class name as {@link canonicalClassOf} gives it. */
function canonicalName(name: string): string {
  if (/\$\d+$/.test(name)) return ANONYMOUS;
  return name.replace(/^\[L(.*);$/, '$1[]').replaceAll('$', '.');
}

/** An IllegalArgumentException that names the class of a value, which a condition may see as another. */
export class WrongClassError extends JavaError {
  constructor(
    readonly value: Value,
    private readonly reasonFor: (className: string) => string,
  ) {
    super('java.lang.IllegalArgumentException', reasonFor(canonicalClassOf(value)));
  }

  /** The same with another name of the class. */
  named(className: string): JavaError {
    return new JavaError(this.javaClass, this.reasonFor(className));
  }
}
