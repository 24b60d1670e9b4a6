import { javaEquals } from '../runtime/equality';
import { javaHash } from '../runtime/hashing';
import { textOf } from '../runtime/text';
import type { Value } from '../runtime/values';
import { JavaClass } from './java-class';

/** What every object has. */
export const OBJECT = new JavaClass('java.lang.Object').with<Value>({
  'boolean equals(def)': (self, other: Value) => javaEquals(self, other),
  'int hashCode()': (self) => javaHash(self),
  'String toString()': (self) => textOf(self),
});
