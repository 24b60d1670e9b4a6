import type { BoxedNumber } from '../base/java-number';
import { illegalArgument } from './errors';
import { javaNumberClass } from './java-numbers';

/** The bytes of one value: text in UTF-8, numbers little-endian by their Java class, true 1, false 2, null none. */
export function toBytes(value: string | number | boolean | BoxedNumber | null): Buffer {
  if (typeof value === 'string')
    return Buffer.from(value.toWellFormed().replaceAll('\ufffd', replacement(value)));
  if (typeof value === 'boolean') return Buffer.from([value ? 1 : 2]);
  if (value === null) return Buffer.alloc(0);
  const numberClass = typeof value === 'number' ? javaNumberClass(value) : value.javaClass;
  if (numberClass === 'java.lang.Integer' || numberClass === 'java.lang.Float') {
    const bytes = Buffer.alloc(4);
    if (numberClass === 'java.lang.Integer') bytes.writeInt32LE(Number(value));
    else bytes.writeFloatLE(Number(value));
    return bytes;
  }
  const bytes = Buffer.alloc(8);
  if (numberClass === 'java.lang.Long') bytes.writeBigInt64LE(BigInt(value.valueOf()));
  else if (numberClass === 'java.lang.Double') bytes.writeDoubleLE(Number(value));
  else throw illegalArgument(`cannot convert object of type [${numberClass}] to bytes`);
  return bytes;
}

/** Java writes a question mark for a lone surrogate; a true U+FFFD stays. */
function replacement(original: string): string {
  return original.isWellFormed() ? '\ufffd' : '?';
}
