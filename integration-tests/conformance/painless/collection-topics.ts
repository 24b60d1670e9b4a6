import type { Parts, Productions } from './grammar';
import { either, text, words } from './text';

const KEY = words("'k'", "'i'", "'missing'", "'a'", "'o'", 'null', "''");
const INDEX = words('0', '1', '-1', '2', '9');

/** Lists, sets and maps, and what Painless adds to them. */
export function collections({ of, any, lambda }: Parts): Productions {
  const list = of('List');
  const map = of('Map');
  const set = of('Set');
  const collection = either(list, set);
  const condition = lambda('boolean');
  return {
    List: [
      text`[${any}]`,
      text`[${any}, ${any}]`,
      text`[${of('int')}, ${of('int')}, ${of('int')}]`,
      text`new ArrayList(${collection})`,
      text`${list}.subList(${INDEX}, ${INDEX})`,
      text`${collection}.findAll(p -> ${condition})`,
      text`${collection}.collect(p -> ${lambda('def')})`,
      text`${collection}.findResults(p -> ${lambda('def')})`,
      text`${collection}.asList()`,
      text`${map}.collect((p, q) -> ${lambda('def')})`,
      text`new ArrayList(${map}.${words('keySet', 'values')}())`,
      text`${words('Collections.emptyList()')}`,
    ],
    Set: [
      text`new HashSet(${collection})`,
      text`new LinkedHashSet(${collection})`,
      text`${map}.keySet()`,
      text`${collection}.asCollection()`,
    ],
    Map: [
      text`[${either(KEY, of('String'))}: ${any}]`,
      text`['a': ${any}, 'k': ${any}]`,
      text`new HashMap(${map})`,
      text`new LinkedHashMap(${map})`,
      text`${map}.findAll((p, q) -> ${condition})`,
      text`${collection}.groupBy(p -> ${lambda('def')})`,
      text`${map}.groupBy((p, q) -> ${condition})`,
    ],
    int: [
      text`${either(collection, map)}.size()`,
      text`${list}.${words('indexOf', 'lastIndexOf')}(${any})`,
      text`${either(words("['b', 'a', 'b']", '[1, 2L]', 'ctx.ls', "['a': 1]", 'ctx.m'))}.hashCode()`,
      text`${collection}.count(p -> ${condition})`,
      text`${map}.count((p, q) -> ${condition})`,
      text`${list}.length`,
      text`Collections.frequency(${list}, ${any})`,
    ],
    boolean: [
      text`${collection}.contains(${any})`,
      text`${collection}.containsAll(${collection})`,
      text`${either(collection, map)}.isEmpty()`,
      text`${map}.containsKey(${either(KEY, any)})`,
      text`${map}.containsValue(${any})`,
      text`${collection}.${words('any', 'every')}(p -> ${condition})`,
      text`${map}.${words('every')}((p, q) -> ${condition})`,
      text`(${either(collection, map)} ${words('==', '!=')} ${either(collection, map, of('def'))})`,
      text`${either(collection, map)}.equals(${any})`,
    ],
    double: [text`${list}.sum()`, text`${list}.sum(p -> ${lambda('double')})`],
    String: [text`${list}.join(${words("','", "''")})`],
    def: [
      text`${list}[${either(INDEX, of('int'))}]`,
      text`${list}.get(${INDEX})`,
      text`${map}.get(${KEY})`,
      text`${map}[${KEY}]`,
      text`${map}.${words('k', 'missing', 'o', 'size', 'empty')}`,
      text`${map}.getOrDefault(${KEY}, ${any})`,
      text`${map}?.missing?.${words('x', 'length()', 'y.z')}`,
      text`${map}.getByPath(${words("'k'", "'o.p'", "'o.p.1'", "'x.y'")}, ${any})`,
      text`${map}.getByPath(${words("'k'", "'o.p.0'", "'x.y'", "'o.p.9'")})`,
      text`${list}.getByPath('0')`,
      text`${collection}.find(p -> ${condition})`,
      text`${collection}.findResult(p -> ${lambda('def')})`,
      text`${collection}.each(p -> ${lambda('def')})`,
      text`${collection}.iterator().next()`,
      text`${map}.find((p, q) -> ${condition})`,
      text`Collections.${words('max', 'min')}(${collection})`,
      text`${list}.split(p -> ${condition})`,
      text`${map}.entrySet()`,
      text`${map}.entrySet().iterator().next().${words('key', 'value', 'getKey()')}`,
      text`${map}.values()`,
    ],
  };
}

/** Streams, Optional and method references. */
export function streams({ of, lambda }: Parts): Productions {
  const collection = either(of('List'), of('Set'));
  const numbers = either(words('[3, 1, 2]', '[5]', '[2, 2, 1]', 'ctx.l'), of('List'));
  const texts = either(words("['b', 'a', 'b']", 'ctx.ls'), of('List'));
  const step = words(
    ...['.sorted()', '.distinct()', '.limit(2)', '.skip(1)', '.filter(p -> p != null)', '.map(p -> p + 1)'],
    ...[
      '.map(String::valueOf)',
      '.sorted(Comparator.reverseOrder())',
      '.map(p -> [p])',
      '.filter(p -> p instanceof String)',
    ],
  );
  return {
    List: [
      text`${collection}.stream()${step}.collect(Collectors.toList())`,
      text`${collection}.stream()${step}${step}.collect(Collectors.toList())`,
      text`${numbers}.stream().map(p -> ${lambda('def')}).collect(Collectors.toList())`,
      text`${texts}.stream().map(String::${words('toUpperCase', 'length', 'trim')}).collect(Collectors.toList())`,
    ],
    Set: [text`${collection}.stream()${step}.collect(Collectors.toSet())`],
    Map: [
      text`${texts}.stream().collect(Collectors.groupingBy(p -> ${lambda('def')}))`,
      text`${texts}.stream().collect(Collectors.groupingBy(p -> p, Collectors.counting()))`,
      text`${collection}.stream().collect(Collectors.toMap(p -> p, p -> ${lambda('def')}))`,
      text`${collection}.stream().collect(Collectors.toMap(p -> p, p -> 1, (p, q) -> p + q))`,
    ],
    String: [
      text`${texts}.stream().collect(Collectors.joining(${words("','", "', ', '[', ']'", '')}))`,
      text`${texts}.stream()${step}.collect(Collectors.joining('-'))`,
    ],
    long: [
      text`${collection}.stream()${step}.count()`,
      text`(long) (def) ${numbers}.stream().mapToLong(p -> p).sum()`,
    ],
    int: [text`(int) (def) ${numbers}.stream().mapToInt(p -> ${words('p', 'p * 2', '(int) p')}).sum()`],
    double: [text`(double) (def) ${numbers}.stream().mapToDouble(p -> p).sum()`],
    boolean: [
      text`${collection}.stream().${words('anyMatch', 'allMatch', 'noneMatch')}(p -> ${lambda('boolean')})`,
    ],
    def: [
      text`${collection}.stream()${step}.findFirst().orElse(${of('def')})`,
      text`${collection}.stream()${step}.findFirst().get()`,
      text`${numbers}.stream().reduce(${of('int')}, (p, q) -> ${lambda('def')})`,
      text`${numbers}.stream().${words('max', 'min')}(${words('Comparator.naturalOrder()', 'Integer::compare', '(p, q) -> q - p')}).get()`,
      text`Optional.ofNullable(${of('def')}).${words("orElse('none')", 'isPresent()', "map(p -> p + '!').orElse(null)", 'get()')}`,
      text`${collection}.stream().toArray()`,
    ],
  };
}
