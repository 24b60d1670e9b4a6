import type { Grammar, Type } from './grammar';
import { isNoOperation } from './number-topics';
import { TYPES } from './grammar';
import type { Text } from './text';
import { either, mostly, several, text, words } from './text';

const EXCEPTIONS = words('Exception', 'NullPointerException', 'ArithmeticException', 'ClassCastException');
const OTHER_EXCEPTIONS = words(
  ...[
    'IllegalArgumentException',
    'IndexOutOfBoundsException',
    'UnsupportedOperationException',
    'RuntimeException',
  ],
  ...['NumberFormatException', 'ConcurrentModificationException', 'IllegalStateException'],
);
/** What a handler keeps of an exception; the JVM words those of null and of casts as it likes. */
const KEPT = words(
  "ctx.caught = 'caught';",
  'ctx.caught = e instanceof NullPointerException || e instanceof ClassCastException ? null : e.getMessage();',
  "ctx.caught = e instanceof NullPointerException || e instanceof ClassCastException ? 'n' : e.toString();",
);

/** Statements over some names, nested so deep; `level` makes the names of loop variables different. */
export function statement(grammar: Grammar, depth: number, level = 0): Text {
  const of = (type: Type): Text => grammar.of(type, depth);
  const simple = [...stores(grammar, depth), ...changes(grammar, depth)];
  if (depth === 0) return either(...simple);
  const inner = (names: Parameters<Grammar['with']>[0] = {}): Text =>
    several(statement(grammar.with(names), depth - 1, level + 1), 1, 2);
  const body = inner();
  const [index, item] = [`k${level}`, `w${level}`];
  const counted = inner({ int: [index] });
  const each = inner({ def: [item] });
  const leave = text`${words('', 'if (', 'if (')}`.chain((start) =>
    start === '' ? words('') : text`if (${of('boolean')}) ${words('break', 'continue', 'continue')}; `,
  );
  const limit = words('3', '4', '0');
  const compound = [
    text`if (${of('boolean')}) { ${body} }`,
    text`if (${of('boolean')}) { ${body} } else { ${body} }`,
    text`if (${of('boolean')}) ${statement(grammar, 0)} else if (${of('boolean')}) { ${body} } else { ${body} }`,
    text`for (int ${words(index)} = 0; ${words(index)} < ${limit}; ${words(`${index}++`, `++${index}`, `${index} += 2`)}) { ${leave}${counted} }`,
    text`for (${words(item)} in ${either(of('List'), of('Set'))}) { ${leave}${each} }`,
    text`for (def ${words(item)} : ${either(of('Map'), of('Map'))}.${words('entrySet', 'keySet', 'values')}()) { ${leave}${each} }`,
    text`for (${words('def', 'int', 'String', 'Object', 'long')} ${words(item)} : ${either(of('List'), of('def'))}) { ${leave}${each} }`,
    text`int ${words(index)} = ${limit}; while (${words(index)}-- > 0) { ${leave}${counted} }`,
    text`int ${words(index)} = 0; do { ${words(index)}++; ${leave}${counted} } while (${words(index)} < ${limit});`,
    text`try { ${body} } catch (${EXCEPTIONS} e) { ${KEPT} }`,
    text`try { ${body} } catch (${OTHER_EXCEPTIONS} e) { ${KEPT} } catch (${EXCEPTIONS} e) { ${KEPT} }`,
  ];
  return mostly(2, either(...simple), either(...compound));
}

const FIELDS = words(
  'ctx.r',
  'ctx.q',
  'ctx.s',
  'ctx.m.k',
  "ctx['r']",
  'ctx.l[0]',
  'ctx.m.new',
  'ctx.i',
  'ctx.n',
  'ctx.l[-1]',
);

function stores(grammar: Grammar, depth: number): Text[] {
  const any = grammar.storable(depth);
  const metadata = words('ctx._index', 'ctx._id', 'ctx._version', 'ctx._routing');
  return [
    text`${FIELDS} = ${any};`,
    text`ctx.r = ${any};`,
    text`${FIELDS} ${words('+=', '-=', '*=', '/=', '%=')} ${any};`,
    text`${words('ctx.i', 'ctx.d', 'ctx.big', 'ctx.l[1]', 'ctx.n', 'ctx.s')}${words('++', '--')};`,
    text`ctx.remove(${words("'i'", "'s'", "'m'", "'missing'", "'_version'")});`,
    text`${mostly(3, metadata, words('ctx._type', 'ctx._if_seq_no', 'ctx._version_type'))} = ${either(grammar.of('String', depth), any)};`,
    text`${words('params.i', 'params.m.k', 'params.l[0]', "params['x']")} = ${any};`,
  ];
}

const ASSIGNED: readonly Type[] = [
  'int',
  'String',
  'def',
  'long',
  'double',
  'boolean',
  'List',
  'Map',
  'char',
  'byte',
  'float',
];

function changes(grammar: Grammar, depth: number): Text[] {
  const of = (type: Type): Text => grammar.of(type, depth);
  const any = grammar.any(depth);
  const list = either(words('ctx.l', 'ctx.ls', 'lv'), of('List'));
  const map = either(words('ctx.m', 'mv', 'ctx'), of('Map'));
  return [
    ...ASSIGNED.map((type) => text`${words(VARIABLES[type])} = ${of(type)};`),
    text`${words('iv', 'gv', 'dv', 'fv', 'cv', 'yv', 'hv')} ${words('+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '|=')} ${either(of('int'), of('double'), of('long'), of('def'))};`,
    text`${words('xv', 'zv')} ${words('+=', '-=', '*=', '/=', '&=', '>>>=')} ${any};`,
    text`sv += ${any};`,
    text`${words('iv', 'gv', 'dv', 'fv', 'cv', 'yv', 'hv', 'xv')}${words('++', '--')};`,
    text`${list}.${words('add', 'remove')}(${either(grammar.storable(depth), of('int'), of('List'))});`,
    text`${list}.${words('addAll', 'removeAll', 'retainAll')}(${either(grammar.storable(depth).filter(isNoOperation), of('List'))});`,
    text`${list}.${words('add', 'set')}(${words('0', '1', '-1', '9')}, ${grammar.storable(depth)});`,
    text`${list}.${words('sort(null)', 'sort((p, q) -> p.compareTo(q))', 'removeIf(p -> p == null)', 'clear()', 'sort(Comparator.reverseOrder())', 'replaceAll(p -> p)')};`,
    text`Collections.${words('sort', 'reverse')}(${list});`,
    text`${map}.${words('put', 'putIfAbsent')}(${either(words("'k'", "'new'", "'Aa'"), of('String'))}, ${any});`,
    text`${map}.remove(${either(words("'k'", "'i'"), any)});`,
    text`${map}.${words('putAll', 'entrySet().removeIf')}(${of('Map')});`,
    text`${map}.${words("computeIfAbsent('k', p -> 1)", "computeIfPresent('k', (p, q) -> null)", "merge('k', 1, (p, q) -> p)", "compute('k', (p, q) -> q + 1)", 'replaceAll((p, q) -> q)', 'clear()', 'entrySet().removeIf(p -> p.value == null)', "keySet().remove('k')", 'values().removeIf(p -> p instanceof List)')};`,
    text`bv${words('', ' = bv ? false : true')}${words(';', ' = true;')}`,
    text`builder.append(${any});`,
    text`throw new ${words('IllegalArgumentException', 'Exception', 'RuntimeException')}(${either(words("'thrown'"), of('String'))});`,
    text`return${words(';', ' 1;')}`,
  ];
}

/** The name of a script's variable of each type. */
export const VARIABLES: Readonly<Record<Type, string>> = {
  int: 'iv',
  String: 'sv',
  boolean: 'bv',
  def: 'xv',
  List: 'lv',
  Map: 'mv',
  long: 'gv',
  double: 'dv',
  float: 'fv',
  char: 'cv',
  short: 'hv',
  byte: 'yv',
  Set: 'uv',
  ZonedDateTime: 'tv',
  Instant: 'nv',
  StringBuilder: 'builder',
};

/** Every type's variable, as names of a grammar. */
export const VARIABLE_NAMES = Object.fromEntries(TYPES.map((type) => [type, [VARIABLES[type]]]));
