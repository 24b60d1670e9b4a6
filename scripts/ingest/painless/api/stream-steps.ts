import { hashKey } from '../runtime/hashing';
import { illegalArgument } from '../runtime/java-error';
import { javaSort } from '../runtime/java-sort';
import { JavaStream } from '../runtime/java-stream';
import type { Value } from '../runtime/values';

/** A source that is gone through each time it is asked. */
function from(make: () => Generator<Value>): Iterable<Value> {
  return { [Symbol.iterator]: make };
}

/** The stream of what a function makes of each item. */
export function mapped(
  { source, kind, sizeOf }: JavaStream,
  map: (item: Value) => Value,
  into: JavaStream['kind'] = kind,
): JavaStream {
  const items = from(function* () {
    for (const item of source) yield map(item);
  });
  return new JavaStream(items, into, sizeOf);
}

export function filtered({ source, kind }: JavaStream, isKept: (item: Value) => boolean): JavaStream {
  const items = from(function* () {
    for (const item of source) if (isKept(item)) yield item;
  });
  return new JavaStream(items, kind);
}

export function flattened({ source, kind }: JavaStream, map: (item: Value) => Iterable<Value>): JavaStream {
  const items = from(function* () {
    for (const item of source) yield* map(item);
  });
  return new JavaStream(items, kind);
}

export function distinct({ source, kind }: JavaStream): JavaStream {
  const items = from(function* () {
    const seen = new Set<ReturnType<typeof hashKey>>();
    for (const item of source) {
      const key = hashKey(item);
      if (seen.has(key)) continue;
      seen.add(key);
      yield item;
    }
  });
  return new JavaStream(items, kind);
}

/** Makes all items before it gives the first. */
export function sorted(
  { source, kind, sizeOf }: JavaStream,
  compare: (left: Value, right: Value) => number,
): JavaStream {
  const items = from(function* () {
    yield* javaSort([...source], compare);
  });
  return new JavaStream(items, kind, sizeOf);
}

/** The items from one position up to another; what lies behind is not made. */
export function cut({ source, kind, sizeOf }: JavaStream, start: number, count: number): JavaStream {
  if (start < 0 || count < 0) throw illegalArgument(String(start < 0 ? start : count));
  const items = from(function* () {
    const end = start + count;
    if (end === 0) return;
    let index = 0;
    for (const item of source) {
      if (index >= start) yield item;
      index += 1;
      if (index >= end) return;
    }
  });
  return new JavaStream(
    items,
    kind,
    sizeOf === undefined ? undefined : () => Math.min(Math.max(sizeOf() - start, 0), count),
  );
}
