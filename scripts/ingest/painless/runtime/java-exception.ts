import type { JavaError } from './java-error';
import { TextObject } from './text';

/** An exception as a value: caught, or made to be thrown. */
export class JavaException extends TextObject {
  constructor(readonly error: JavaError) {
    super();
  }

  get javaClass(): string {
    return this.error.javaClass;
  }

  text(): string {
    return this.error.reason === null ? this.javaClass : `${this.javaClass}: ${this.error.reason}`;
  }
}

/** Full names of the exceptions that a script may name, with their parents up to java.lang.Exception. */
const PARENTS = new Map<string, string | null>([
  ['java.lang.Exception', null],
  ['java.lang.RuntimeException', 'java.lang.Exception'],
  ['java.lang.ArithmeticException', 'java.lang.RuntimeException'],
  ['java.lang.ClassCastException', 'java.lang.RuntimeException'],
  ['java.lang.IllegalArgumentException', 'java.lang.RuntimeException'],
  ['java.lang.NumberFormatException', 'java.lang.IllegalArgumentException'],
  ['java.lang.IllegalStateException', 'java.lang.RuntimeException'],
  ['java.lang.IndexOutOfBoundsException', 'java.lang.RuntimeException'],
  ['java.lang.ArrayIndexOutOfBoundsException', 'java.lang.IndexOutOfBoundsException'],
  ['java.lang.StringIndexOutOfBoundsException', 'java.lang.IndexOutOfBoundsException'],
  ['java.lang.NullPointerException', 'java.lang.RuntimeException'],
  ['java.lang.UnsupportedOperationException', 'java.lang.RuntimeException'],
  ['java.lang.NegativeArraySizeException', 'java.lang.RuntimeException'],
  ['java.util.ConcurrentModificationException', 'java.lang.RuntimeException'],
  ['java.util.NoSuchElementException', 'java.lang.RuntimeException'],
  ['java.lang.invoke.WrongMethodTypeException', 'java.lang.RuntimeException'],
  ['java.time.DateTimeException', 'java.lang.RuntimeException'],
  ['java.time.format.DateTimeParseException', 'java.time.DateTimeException'],
  ['java.time.zone.ZoneRulesException', 'java.time.DateTimeException'],
  ['java.time.temporal.UnsupportedTemporalTypeException', 'java.time.DateTimeException'],
]);

const FULL_NAMES = new Map(
  Array.from(PARENTS.keys(), (name) => [name.slice(name.lastIndexOf('.') + 1), name]),
);

/** The full name of an exception by its simple one. */
export function exceptionClass(simpleName: string): string | undefined {
  return FULL_NAMES.get(simpleName);
}

/** Whether a `catch` of a class takes an exception; errors such as that of the loop limit are no exceptions. */
export function catches(caught: string, thrown: string): boolean {
  for (let name: string | null | undefined = thrown; name != null; name = PARENTS.get(name)) {
    if (name === caught) return true;
  }
  return caught === 'java.lang.Exception' && !thrown.endsWith('Error');
}
