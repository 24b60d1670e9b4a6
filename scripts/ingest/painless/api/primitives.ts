import { compareValues } from '../runtime/ordering';
import { castNumber } from '../runtime/number-casts';
import { bigOperand, promote } from '../runtime/numbers';
import { textOf } from '../runtime/text';
import type { JavaChar, Value } from '../runtime/values';
import { JavaClass } from './java-class';
import { OBJECT } from './objects';

/** What every boxed number has. */
export const NUMBER = new JavaClass('java.lang.Number', [OBJECT]).with<Value>({
  'int intValue()': (self) => castNumber(self, 'int'),
  'long longValue()': (self) => castNumber(self, 'long'),
  'double doubleValue()': (self) => (promote(self) ?? bigOperand(self, 'double'))?.number,
  'float floatValue()': (self) => castNumber(self, 'float'),
  'short shortValue()': (self) => castNumber(self, 'short'),
  'byte byteValue()': (self) => castNumber(self, 'byte'),
  'int compareTo(def)': (self, other: Value) => compareValues(self, other),
  'String toString()': textOf,
});

function isNaNValue(self: Value): boolean {
  return Number.isNaN(promote(self)?.number);
}

function isInfinite(self: Value): boolean {
  return Math.abs(promote(self)?.number ?? 0) === Infinity;
}

export const INTEGER = new JavaClass('java.lang.Integer', [NUMBER]).with<Value>({
  'int compareTo(Integer)': (self, other: Value) => compareValues(self, other),
});
export const LONG = new JavaClass('java.lang.Long', [NUMBER]).with<Value>({
  'int compareTo(Long)': (self, other: Value) => compareValues(self, other),
});
export const SHORT = new JavaClass('java.lang.Short', [NUMBER]).with<Value>({
  'int compareTo(Short)': (self, other: Value) => distance(self, other),
});
export const BYTE = new JavaClass('java.lang.Byte', [NUMBER]).with<Value>({
  'int compareTo(Byte)': (self, other: Value) => distance(self, other),
});

/** Java compares the small ones by subtraction. */
function distance(self: Value, other: Value): number {
  return (promote(self)?.number ?? 0) - (promote(other)?.number ?? 0);
}

export const DOUBLE = new JavaClass('java.lang.Double', [NUMBER]).with<Value>({
  'int compareTo(Double)': (self, other: Value) => compareValues(self, other),
  'boolean isNaN()': isNaNValue,
  'boolean isInfinite()': isInfinite,
});
export const FLOAT = new JavaClass('java.lang.Float', [NUMBER]).with<Value>({
  'int compareTo(Float)': (self, other: Value) => compareValues(self, other),
  'boolean isNaN()': isNaNValue,
  'boolean isInfinite()': isInfinite,
});

/** Only documents have such numbers: scripts cannot make or calculate them here. */
export const BIG_INTEGER = new JavaClass('java.math.BigInteger', [NUMBER]);

export const BOOLEAN = new JavaClass('java.lang.Boolean', [OBJECT]).with<boolean>({
  'boolean booleanValue()': (self) => self,
  'int compareTo(Boolean)': (self, other: Value) => compareValues(self, other),
});

export const CHARACTER = new JavaClass('java.lang.Character', [OBJECT]).with<JavaChar>({
  'char charValue()': (self) => self.code,
  'int compareTo(Character)': (self, other: Value) => distance(self, other),
});
