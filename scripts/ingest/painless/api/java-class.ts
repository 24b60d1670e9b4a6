import { BoxedInteger } from '../../../base/java-number';
import { castDef, isInstance } from '../runtime/casts';
import { asFunction } from '../runtime/casts';
import { elementsOf } from '../runtime/iteration';
import { classCast, nullPointer } from '../runtime/java-error';
import { isMap } from '../runtime/map-object';
import { castNumber, primitiveOf, widens } from '../runtime/number-casts';
import { doubleValue, promote } from '../runtime/numbers';
import { textOf } from '../runtime/text';
import { JavaArray, JavaChar, JavaObject, javaClassOf } from '../runtime/values';
import type { Value } from '../runtime/values';

/** Calls a method; places beyond its arity are ignored. The receiver of a static method is null. */
export type Invoke = (self: Value, a: Value, b: Value, c: Value) => Value;

export interface JavaMethod {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Static type of the result, `def` when it is not known. */
  readonly returns: string;
  /** Whether it changes its receiver or an argument. */
  readonly mutates: boolean;
  /** Whether a receiver that is declared to be of the class may be null: Painless adds such methods to some classes. */
  readonly takesNull: boolean;
  readonly invoke: Invoke;
}

/**
 * Methods by their Java signature, e.g. `int indexOf(String)`. A leading `!` marks a method that changes its
 * receiver, a leading `~` one that takes null for its receiver; a `?` behind a parameter type lets null in.
 */
export type MethodTable<Self> = Readonly<Record<string, (self: Self, ...args: never[]) => unknown>>;

/** A class as scripts see it: the methods that Painless allows and this interpreter has. */
export class JavaClass {
  private readonly methods = new Map<string, JavaMethod>();

  constructor(
    /** Full name, e.g. `java.lang.String`. */
    readonly name: string,
    readonly parents: readonly JavaClass[] = [],
  ) {}

  /** Adds methods; returns the class. */
  with<Self extends Value>(table: MethodTable<Self>): this {
    for (const [signature, implementation] of Object.entries(table)) {
      const method = compileSignature(signature, implementation as (...args: unknown[]) => unknown);
      this.methods.set(`${method.name}/${method.parameters.length}`, method);
    }
    return this;
  }

  /** The method of a name and arity, also of a parent. */
  find(key: string): JavaMethod | undefined {
    const own = this.methods.get(key);
    if (own !== undefined) return own;
    for (const parent of this.parents) {
      const inherited = parent.find(key);
      if (inherited !== undefined) return inherited;
    }
    return undefined;
  }

  /** The method behind `.field`: `getField()` or `isField()`. */
  findGetter(field: string): JavaMethod | undefined {
    const suffix = field.charAt(0).toUpperCase() + field.slice(1);
    return this.find(`get${suffix}/0`) ?? this.find(`is${suffix}/0`);
  }

  /** `name/arity` of every method, without those of the parents. */
  ownKeys(): Iterable<string> {
    return this.methods.keys();
  }
}

const SIGNATURE = /^([!~]?)([\w.[\]]+) (\w+)\((.*)\)$/;

function compileSignature(signature: string, implementation: (...args: unknown[]) => unknown): JavaMethod {
  const match = SIGNATURE.exec(signature);
  if (match === null) throw new Error(`no signature: ${signature}`);
  const [, mark, returns = 'def', name = '', list = ''] = match;
  const parameters = list === '' ? [] : list.split(',');
  return {
    name,
    parameters,
    returns,
    mutates: mark === '!',
    takesNull: mark === '~',
    invoke: bind(implementation, parameters, returns),
  };
}

function bind(
  implementation: (...args: unknown[]) => unknown,
  parameters: readonly string[],
  returns: string,
): Invoke {
  const [first, second, third] = parameters.map(parameterCast);
  const result = RESULTS[returns] ?? asIs;
  if (result === asIs && parameters.every((parameter) => parameter === 'def'))
    return implementation as Invoke;
  if (first === undefined) return (self) => result(implementation(self));
  if (second === undefined) return (self, a) => result(implementation(self, first(a)));
  if (third === undefined) return (self, a, b) => result(implementation(self, first(a), second(b)));
  return (self, a, b, c) => result(implementation(self, first(a), second(b), third(c)));
}

/** How what an implementation returns becomes a value; other types are values as they are. */
const RESULTS: Readonly<Record<string, (result: unknown) => Value>> = {
  double: (result) => doubleValue(result as number),
  char: (result) => new JavaChar(result as number),
  void: () => null,
};

function asIs(result: unknown): Value {
  return result as Value;
}

type ParameterCast = (value: Value) => unknown;

/** How a value becomes what an implementation takes for a parameter type. */
const PARAMETERS: Readonly<Record<string, ParameterCast>> = {
  def: (value) => value,
  int: (value) => (typeof value === 'number' && (value | 0) === value ? value : numberAs(value, 'int')),
  long: (value) => numberAs(value, 'long'),
  double: (value) => promote(numberAs(value, 'double'))?.number,
  char: (value) => (numberAs(value, 'char') as JavaChar).code,
  boolean: (value) => castDef(value, 'boolean', false),
  Integer: (value) => numberAs(value, 'int'),
  Long: (value) => numberAs(value, 'long'),
  Double: (value) => numberAs(value, 'double'),
  Float: (value) => numberAs(value, 'float'),
  Short: (value) => numberAs(value, 'short'),
  Byte: (value) => numberAs(value, 'byte'),
  Character: (value) => numberAs(value, 'char'),
  Boolean: (value) => castDef(value, 'boolean', false),
  String: (value) => (typeof value === 'string' ? value : notNull(text(value, 'java.lang.String'), 'String')),
  'String?': (value) => text(value, 'java.lang.String'),
  CharSequence: (value) =>
    typeof value === 'string' ? value : notNull(sequence(value), 'java.lang.CharSequence'),
  'CharSequence?': (value) => sequence(value),
  Supplier: (value) => asFunction(value, 0),
  Function: (value) => asFunction(value, 1),
  BiFunction: (value) => asFunction(value, 2),
  'BiFunction?': (value) => (value === null ? null : asFunction(value, 2)),
  Collection: (value) => {
    elementsOf(value);
    return value;
  },
  Iterable: (value) => elementsOf(value),
  Temporal: (value) =>
    isInstance(value, 'Temporal') ? value : wrongClass(value, 'java.time.temporal.Temporal'),
  List: (value) => (Array.isArray(value) ? value : wrongClass(value, 'java.util.List')),
  Map: (value) => (isMap(value) ? value : wrongClass(value, 'java.util.Map')),
  'def[]': (value) => (value instanceof JavaArray ? value : wrongClass(value, '[Ljava.lang.Object;')),
};

function parameterCast(type: string): ParameterCast {
  const known = PARAMETERS[type];
  if (known !== undefined) return known;
  return (value) => {
    if (value instanceof JavaObject && value.javaClass.endsWith(`.${type}`)) return value;
    return wrongClass(value, type);
  };
}

function numberAs(value: Value, type: keyof typeof BOX_NAMES): Value {
  const from = primitiveOf(value);
  if (from !== null && widens(from, type))
    return from === type && typeof value !== 'number' && !(value instanceof BoxedInteger)
      ? value
      : castNumber(value, type);
  return wrongClass(value, `java.lang.${BOX_NAMES[type]}`);
}

const BOX_NAMES = {
  ...{ int: 'Integer', long: 'Long', double: 'Double', float: 'Float' },
  ...{ short: 'Short', byte: 'Byte', char: 'Character' },
} as const;

function text(value: Value, type: string): string | null {
  return value === null || typeof value === 'string' ? value : wrongClass(value, type);
}

function sequence(value: Value): string | null {
  if (value instanceof JavaObject && value.javaClass === 'java.lang.StringBuilder') return textOf(value);
  return text(value, 'java.lang.CharSequence');
}

function notNull(value: string | null, type: string): string {
  if (value === null) throw nullPointer(`Cannot invoke "${type}.length()" because an argument is null`);
  return value;
}

function wrongClass(value: Value, type: string): never {
  if (value === null) throw nullPointer(`Cannot invoke a method of ${type} because an argument is null`);
  throw classCast(`Cannot cast ${javaClassOf(value)} to ${type}`);
}
