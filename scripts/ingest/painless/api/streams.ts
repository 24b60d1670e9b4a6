import { hashKey } from '../runtime/hashing';
import { JavaIterator } from '../runtime/iteration';
import { noSuchElement } from '../runtime/java-error';
import type { JavaCollector } from '../runtime/java-stream';
import { JavaOptional, JavaStream } from '../runtime/java-stream';
import { castNumber } from '../runtime/number-casts';
import { calculate, doubleValue, promote } from '../runtime/numbers';
import type { Value } from '../runtime/values';
import { JavaArray, JavaFunction } from '../runtime/values';
import { comparatorOf, test } from './collections';
import { JavaClass } from './java-class';
import { OBJECT } from './objects';

function same(stream: JavaStream, items: readonly Value[]): JavaStream {
  return new JavaStream(items, stream.kind);
}

function distinct(items: readonly Value[]): Value[] {
  return [...new Map(items.map((item) => [hashKey(item), item])).values()];
}

function reduce(stream: JavaStream, start: Value, join: JavaFunction): Value {
  return stream.items.reduce<Value>((total, item) => join.call(total, item), start);
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
      : rest.reduce<Value>((best, item) => (compare(item, best) * sign > 0 ? item : best), first),
  );
}

function mapTo(kind: 'int' | 'long' | 'double') {
  return (self: JavaStream, map: JavaFunction): JavaStream =>
    new JavaStream(
      self.items.map((item) => castNumber(map.call(item), kind)),
      kind,
    );
}

export const STREAM = new JavaClass('java.util.stream.Stream', [OBJECT]).with<JavaStream>({
  'Stream filter(Function)': (self, predicate: JavaFunction) =>
    same(
      self,
      self.items.filter((item) => test(predicate, item)),
    ),
  'Stream map(Function)': (self, map: JavaFunction) =>
    same(
      self,
      self.items.map((item) => map.call(item)),
    ),
  'Stream flatMap(Function)': (self, map: JavaFunction) =>
    same(
      self,
      self.items.flatMap((item) => (map.call(item) as JavaStream).items),
    ),
  'Stream mapToObj(Function)': (self, map: JavaFunction) =>
    new JavaStream(self.items.map((item) => map.call(item))),
  'Stream mapToInt(Function)': mapTo('int'),
  'Stream mapToLong(Function)': mapTo('long'),
  'Stream mapToDouble(Function)': mapTo('double'),
  'Stream boxed()': (self) => new JavaStream(self.items),
  'Stream distinct()': (self) => same(self, distinct(self.items)),
  'Stream sorted()': (self) => same(self, self.items.toSorted(comparatorOf(null))),
  'Stream sorted(BiFunction?)': (self, comparator: JavaFunction | null) =>
    same(self, self.items.toSorted(comparatorOf(comparator))),
  'Stream limit(long)': (self, count: bigint) => same(self, self.items.slice(0, Number(count))),
  'Stream skip(long)': (self, count: bigint) => same(self, self.items.slice(Number(count))),
  'void forEach(Function)': (self, action: JavaFunction) => self.items.forEach((item) => action.call(item)),
  'boolean anyMatch(Function)': (self, predicate: JavaFunction) =>
    self.items.some((item) => test(predicate, item)),
  'boolean allMatch(Function)': (self, predicate: JavaFunction) =>
    self.items.every((item) => test(predicate, item)),
  'boolean noneMatch(Function)': (self, predicate: JavaFunction) =>
    !self.items.some((item) => test(predicate, item)),
  'long count()': (self) => BigInt(self.items.length),
  'def sum()': total,
  'Optional findFirst()': (self) => new JavaOptional(self.items[0]),
  'Optional findAny()': (self) => new JavaOptional(self.items[0]),
  'Optional min(BiFunction?)': (self, comparator: JavaFunction | null) => extreme(self, comparator, -1),
  'Optional max(BiFunction?)': (self, comparator: JavaFunction | null) => extreme(self, comparator, 1),
  'Optional min()': (self) => extreme(self, null, -1),
  'Optional max()': (self) => extreme(self, null, 1),
  'def reduce(def,BiFunction)': reduce,
  'def collect(Collector)': (self, collector: JavaCollector) => collector.collect(self.items),
  'def[] toArray()': (self) => new JavaArray(self.kind === 'object' ? 'def' : self.kind, [...self.items]),
  'Iterator iterator()': (self) => new JavaIterator([...self.items]),
});

function present(optional: JavaOptional): Value {
  if (optional.value === undefined) throw noSuchElement('No value present');
  return optional.value;
}

export const OPTIONAL = new JavaClass('java.util.Optional', [OBJECT]).with<JavaOptional>({
  'boolean isPresent()': (self) => self.value !== undefined,
  'def get()': present,
  'int getAsInt()': present,
  'long getAsLong()': present,
  'def getAsDouble()': present,
  'def orElse(def)': (self, otherwise: Value) => self.value ?? otherwise,
  'def orElseGet(Supplier)': (self, make: JavaFunction) => self.value ?? make.call(),
  'void ifPresent(Function)': (self, action: JavaFunction) => {
    if (self.value !== undefined) action.call(self.value);
  },
  'Optional map(Function)': (self, map: JavaFunction) =>
    optionalOf(self.value === undefined ? null : map.call(self.value)),
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
  'int compare(def,def)': (self, a: Value, b: Value) => promote(self.call(a, b))?.number ?? 0,
});
