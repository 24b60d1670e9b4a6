import { JavaIterator } from '../runtime/iteration';
import { castError, noSuchElement, nullPointer } from '../runtime/java-error';
import type { JavaCollector } from '../runtime/java-stream';
import { textOf } from '../runtime/text';
import { JavaOptional, JavaStream } from '../runtime/java-stream';
import { castDef } from '../runtime/casts';
import { calculate, doubleValue } from '../runtime/numbers';
import type { Value } from '../runtime/values';
import { JavaArray, JavaFunction, javaClassOf } from '../runtime/values';
import { comparatorOf, test } from './collections';
import { JavaClass } from './java-class';
import { OBJECT } from './objects';
import { cut, distinct, filtered, flattened, mapped, sorted } from './stream-steps';

function reduce(stream: JavaStream, start: Value, join: JavaFunction): Value {
  let total = start;
  for (const item of stream.source) total = join.call(total, item);
  return total;
}

function total(stream: JavaStream): Value {
  const zero: Value = stream.kind === 'long' ? 0n : stream.kind === 'double' ? doubleValue(0) : 0;
  return stream.items.reduce<Value>((sum, item) => calculate('+', sum, item), zero);
}

function extreme(stream: JavaStream, comparator: JavaFunction | null, sign: 1 | -1): JavaOptional {
  const compare = comparatorOf(comparator);
  const [first, ...rest] = stream.items;
  return new JavaOptional(
    first === undefined
      ? undefined
      : present(rest.reduce<Value>((best, item) => (compare(best, item) * sign < 0 ? item : best), first)),
  );
}

/** What an Optional holds is never null. */
function present(value: Value): Value {
  if (value === null) throw nullPointer('the value of an Optional is null');
  return value;
}

function first(stream: JavaStream): JavaOptional {
  for (const value of stream.source) return new JavaOptional(present(value));
  return new JavaOptional(undefined);
}

function some(stream: JavaStream, isMet: (item: Value) => boolean): boolean {
  for (const item of stream.source) if (isMet(item)) return true;
  return false;
}

function count({ source, sizeOf }: JavaStream): number {
  return sizeOf === undefined ? [...source].length : sizeOf();
}

/** The items of the stream that a function of `flatMap` made; null stands for none. */
function streamed(value: Value): Iterable<Value> {
  if (value === null) return [];
  if (value instanceof JavaStream) return value.source;
  throw castError(javaClassOf(value), 'java.util.stream.Stream');
}

function mapTo(kind: 'int' | 'long' | 'double') {
  return (self: JavaStream, map: JavaFunction): JavaStream =>
    mapped(self, (item) => castDef(map.call(item), kind, false), kind);
}

export const STREAM = new JavaClass('java.util.stream.Stream', [OBJECT]).with<JavaStream>({
  'Stream filter(Function)': (self, predicate: JavaFunction) =>
    filtered(self, (item) => test(predicate, item)),
  'Stream map(Function)': (self, map: JavaFunction) => mapped(self, (item) => map.call(item)),
  'Stream flatMap(Function)': (self, map: JavaFunction) =>
    flattened(self, (item) => streamed(map.call(item))),
  'Stream mapToObj(Function)': (self, map: JavaFunction) => mapped(self, (item) => map.call(item), 'object'),
  'Stream mapToInt(Function)': mapTo('int'),
  'Stream mapToLong(Function)': mapTo('long'),
  'Stream mapToDouble(Function)': mapTo('double'),
  'Stream boxed()': (self) => mapped(self, (item) => item, 'object'),
  'Stream distinct()': distinct,
  'Stream sorted()': (self) => sorted(self, comparatorOf(null)),
  'Stream sorted(BiFunction?)': (self, comparator: JavaFunction | null) =>
    sorted(self, comparatorOf(comparator)),
  'Stream limit(long)': (self, count: bigint) => cut(self, 0, Number(count)),
  'Stream skip(long)': (self, count: bigint) => cut(self, Number(count), Infinity),
  'void forEach(Function)': (self, action: JavaFunction) => {
    for (const item of self.source) action.call(item);
  },
  'boolean anyMatch(Function)': (self, predicate: JavaFunction) =>
    some(self, (item) => test(predicate, item)),
  'boolean allMatch(Function)': (self, predicate: JavaFunction) =>
    !some(self, (item) => !test(predicate, item)),
  'boolean noneMatch(Function)': (self, predicate: JavaFunction) =>
    !some(self, (item) => test(predicate, item)),
  'long count()': (self) => BigInt(count(self)),
  'def sum()': total,
  'Optional findFirst()': first,
  'Optional findAny()': first,
  'Optional min(BiFunction?)': (self, comparator: JavaFunction | null) => extreme(self, comparator, -1),
  'Optional max(BiFunction?)': (self, comparator: JavaFunction | null) => extreme(self, comparator, 1),
  'Optional min()': (self) => extreme(self, null, -1),
  'Optional max()': (self) => extreme(self, null, 1),
  'def reduce(def,BiFunction)': reduce,
  'Optional reduce(BiFunction)': (self, join: JavaFunction) => {
    const [start, ...rest] = self.items;
    if (start === undefined) return new JavaOptional(undefined);
    return new JavaOptional(present(reduce(new JavaStream(rest), start, join)));
  },
  'def collect(Collector)': (self, collector: JavaCollector) => collector.collect(self.source, textOf),
  'def[] toArray()': (self) => new JavaArray(self.kind === 'object' ? 'def' : self.kind, [...self.items]),
  'Iterator iterator()': (self) => new JavaIterator([...self.items]),
});

function valueOf(optional: JavaOptional): Value {
  if (optional.value === undefined) throw noSuchElement('No value present');
  return optional.value;
}

export const OPTIONAL = new JavaClass('java.util.Optional', [OBJECT]).with<JavaOptional>({
  'boolean isPresent()': (self) => self.value !== undefined,
  'def get()': valueOf,
  'int getAsInt()': valueOf,
  'long getAsLong()': valueOf,
  'def getAsDouble()': valueOf,
  'def orElse(def)': (self, otherwise: Value) => self.value ?? otherwise,
  'def orElseGet(Supplier)': (self, make: JavaFunction) => self.value ?? make.call(),
  'void ifPresent(Function)': (self, action: JavaFunction) => {
    if (self.value !== undefined) action.call(self.value);
  },
  'Optional map(Function)': (self, map: JavaFunction) =>
    optionalOf(self.value === undefined ? null : map.call(self.value)),
  'Optional flatMap(Function)': (self, map: JavaFunction) =>
    self.value === undefined ? self : map.call(self.value),
  'Optional filter(Function)': (self, predicate: JavaFunction) =>
    self.value !== undefined && test(predicate, self.value) ? self : new JavaOptional(undefined),
});

export function optionalOf(value: Value): JavaOptional {
  return new JavaOptional(value ?? undefined);
}

/** The functions that lambdas and method references are, when a script calls them itself. */
export const FUNCTION = new JavaClass('java.util.function.Function', [OBJECT]).with<JavaFunction>({
  'def apply(def)': (self, a: Value) => self.call(a),
  'def apply(def,def)': (self, a: Value, b: Value) => self.call(a, b),
  'boolean test(def)': (self, a: Value) => test(self, a),
  'boolean test(def,def)': (self, a: Value, b: Value) => test(self, a, b),
  'void accept(def)': (self, a: Value) => self.call(a),
  'void accept(def,def)': (self, a: Value, b: Value) => self.call(a, b),
  'def get()': (self) => self.call(),
  'Comparator reversed()': (self) => new JavaFunction((a = null, b = null) => self.call(b, a)),
  'int compare(def,def)': (self, a: Value, b: Value) => comparatorOf(self)(a, b),
});
