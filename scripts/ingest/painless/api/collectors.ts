import { hashKey } from '../runtime/hashing';
import { JavaError, nullPointer } from '../runtime/java-error';
import { JavaMap } from '../runtime/java-map';
import { JavaSet } from '../runtime/java-set';
import type { Collecting, TextOf } from '../runtime/java-stream';
import { JavaCollector } from '../runtime/java-stream';
import { promote } from '../runtime/numbers';
import type { JavaFunction, Value } from '../runtime/values';
import { joinable } from './joined-texts';
import { staticClass } from './static-class';

function toList(): Collecting {
  const list: Value[] = [];
  return { add: (item) => list.push(item), result: () => list };
}

function toSet(): Collecting {
  const set = new JavaSet('HashSet');
  return { add: (item) => set.add(item), result: () => set };
}

function counting(): Collecting {
  let count = 0n;
  return { add: () => (count += 1n), result: () => count };
}

function summingInt(number: JavaFunction): Collecting {
  let sum = 0;
  return {
    add: (item) => (sum = (sum + (promote(number.call(item))?.number ?? 0)) | 0),
    result: () => sum,
  };
}

function joining(separator: string, prefix = '', suffix = ''): JavaCollector {
  return new JavaCollector(() => {
    const texts: string[] = [];
    return {
      add: (item) => texts.push(joinable(item)),
      result: () => prefix + texts.join(separator) + suffix,
    };
  });
}

function mapping(map: JavaFunction, downstream: JavaCollector, textOf: TextOf): Collecting {
  const mapped = downstream.begin(textOf);
  return {
    add: (item) => {
      mapped.add(map.call(item));
    },
    result: () => mapped.result(),
  };
}

function toMap(key: JavaFunction, value: JavaFunction, merge: JavaFunction | null): JavaCollector {
  return new JavaCollector((textOf) => {
    const map = new JavaMap('HashMap');
    const add = (item: Value): void => {
      const itemKey = key.call(item);
      const isThere = map.has(itemKey);
      const itemValue = value.call(item);
      if (itemValue === null) throw nullPointer('a value of toMap is null');
      if (!isThere) {
        if (merge === null) map.put(itemKey, itemValue);
        else map.putFirst(itemKey, itemValue);
        return;
      }
      const before = map.get(itemKey);
      if (merge === null) throw duplicateKey(textOf(itemKey), textOf(before), textOf(itemValue));
      const merged = merge.call(before, itemValue);
      if (merged === null) map.remove(itemKey);
      else map.put(itemKey, merged);
    };
    return { add, result: () => map };
  });
}

function duplicateKey(key: string, before: string, value: string): JavaError {
  return new JavaError(
    'java.lang.IllegalStateException',
    `Duplicate key ${key} (attempted merging values ${before} and ${value})`,
  );
}

function groupingBy(key: JavaFunction, downstream: JavaCollector): JavaCollector {
  return new JavaCollector((textOf) => {
    const groups = new JavaMap('HashMap');
    const members = new Map<ReturnType<typeof hashKey>, Collecting>();
    const add = (item: Value): void => {
      const group = key.call(item);
      if (group === null) throw nullPointer('element cannot be mapped to a null key');
      const hashed = hashKey(group);
      let collecting = members.get(hashed);
      if (collecting === undefined) {
        collecting = downstream.begin(textOf);
        members.set(hashed, collecting);
        groups.putFirst(group, null);
      }
      collecting.add(item);
    };
    const result = (): Value => {
      for (const group of groups.keys()) groups.put(group, members.get(hashKey(group))?.result() ?? null);
      return groups;
    };
    return { add, result };
  });
}

export const COLLECTORS_STATICS = staticClass('java.util.stream.Collectors', {
  methods: {
    'Collector toList()': () => new JavaCollector(toList),
    'Collector toSet()': () => new JavaCollector(toSet),
    'Collector joining()': () => joining(''),
    'Collector joining(CharSequence)': (_, separator: string) => joining(separator),
    'Collector joining(CharSequence,CharSequence,CharSequence)': (
      _,
      separator: string,
      prefix: string,
      suffix: string,
    ) => joining(separator, prefix, suffix),
    'Collector counting()': () => new JavaCollector(counting),
    'Collector toMap(Function,Function)': (_, key: JavaFunction, value: JavaFunction) =>
      toMap(key, value, null),
    'Collector toMap(Function,Function,BiFunction)': (
      _,
      key: JavaFunction,
      value: JavaFunction,
      merge: JavaFunction,
    ) => toMap(key, value, merge),
    'Collector groupingBy(Function)': (_, key: JavaFunction) => groupingBy(key, new JavaCollector(toList)),
    'Collector groupingBy(Function,Collector)': (_, key: JavaFunction, downstream: JavaCollector) =>
      groupingBy(key, downstream),
    'Collector mapping(Function,Collector)': (_, map: JavaFunction, downstream: JavaCollector) =>
      new JavaCollector((textOf) => mapping(map, downstream, textOf)),
    'Collector summingInt(Function)': (_, number: JavaFunction) =>
      new JavaCollector(() => summingInt(number)),
  },
});
