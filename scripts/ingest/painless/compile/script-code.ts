import type { Run } from '../runtime/frame';
import type { Value } from '../runtime/values';

/**
 * The JavaScript that one script becomes. Nothing of the script’s own text stands in it but literals, quoted by
 * JSON.stringify; whatever else it needs of this program it has as a parameter.
 */
export class ScriptCode {
  private readonly names = new Map<unknown, string>();
  private readonly functions: string[] = [];

  /** The name that a value of this program has in the code. */
  name(value: unknown): string {
    const name = this.names.get(value) ?? `$${this.names.size}`;
    this.names.set(value, name);
    return name;
  }

  /** A call of a function of this program; its arguments are evaluated in their order. */
  call(callee: (...args: never[]) => unknown, ...args: readonly string[]): string {
    return `${this.name(callee)}(${args.join(', ')})`;
  }

  literal(value: Value): string {
    const isJson = value === null || typeof value === 'string' || typeof value === 'boolean';
    return isJson || Number.isInteger(value) ? JSON.stringify(value) : this.name(value);
  }

  /** Adds a function that the whole code knows. */
  define(text: string): void {
    this.functions.push(text);
  }

  /** Makes the code a function; `main` is the text of one. */
  link(main: string): Run {
    const body = ['"use strict";', ...this.functions, `return ${main};`].join('\n');
    const make = new Function(...this.names.values(), body) as (...values: unknown[]) => Run;
    return make(...this.names.keys());
  }
}
