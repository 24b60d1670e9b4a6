import fc from 'fast-check';
import { collections, streams } from './collection-topics';
import type { Names } from './grammar';
import { Grammar, TYPES } from './grammar';
import { LEAVES } from './leaves';
import { arithmetic, numberStatics } from './number-topics';
import { dynamic, times } from './other-topics';
import { VARIABLES, VARIABLE_NAMES, statement } from './statements';
import { matching, strings } from './string-topics';
import type { Text } from './text';
import { either, mostly, several, text, words } from './text';

const TOPICS = [arithmetic, strings, collections, dynamic, numberStatics, streams, matching, times];
const PARAMETERS: Names = { def: ['p', 'p', 'p', 'q'] };

function grammarOf(names: Names): Grammar {
  const lambdas = new Grammar(TOPICS, LEAVES, { ...names, ...PARAMETERS }, undefined);
  return new Grammar(TOPICS, LEAVES, names, lambdas);
}

const closed = grammarOf({});
const open = grammarOf(VARIABLE_NAMES);

/** One expression. */
export const value: Text = mostly(3, closed.storable(2), closed.storable(3));

/** An `if`: mostly an expression, else statements that return. */
export const condition: Text = either(
  closed.of('boolean', 2),
  closed.of('boolean', 3),
  closed.any(1),
  text`${words('def xv', 'def xv', 'Object xv')} = ${closed.any(1)}; return ${grammarOf({ def: ['xv'] }).of('boolean', 2)};`,
  text`if (${closed.of('boolean', 1)}) { return ${closed.of('boolean', 1)}; } return ${closed.of('boolean', 2)};`,
  text`for (w in ${closed.of('List', 1)}) { if (${grammarOf({ def: ['w'] }).of('boolean', 1)}) return true; } return false;`,
  text`ctx.${words('r', 'i', 's')} = ${closed.of('int', 0)}; return true;`,
  text`ctx.${words('l.add(1)', "m.remove('k')", 'ls.clear()', "m.put('k', 1)", "objects[0].remove('a')", 'm.clear()', 'l.sort(null)', "m.putIfAbsent('new', 1)")}; return true;`,
);

/** A declaration for each type; a script gets those of the variables that it names. */
const declarations = fc.tuple(
  ...TYPES.map((type) => text`${words(type)} ${words(VARIABLES[type])} = ${closed.of(type, 1)};`),
  text`def zv = ${closed.any(1)};`,
);

const functions = fc.tuple(
  text`int fi(int a, def b) { ${functionBody('int', { int: ['a'], def: ['b'] })} }`,
  text`String fs(String a) { ${functionBody('String', { String: ['a'] })} }`,
  text`def fd(def a, def b) { ${functionBody('def', { def: ['a', 'b'] })} }`,
);

/** A function sees no document; one that names it all the same is refused. */
function functionBody(type: 'int' | 'String' | 'def', names: Names): Text {
  const result = grammarOf(names).of(type, 1);
  return either(text`return ${result};`, text`if (a == null) { return ${result}; } return ${result};`);
}

const calls = either(
  text`ctx.r = fi(${closed.of('int', 1)}, ${closed.any(0)});`,
  text`ctx.r = fs(${closed.of('String', 1)});`,
  text`ctx.r = fd(${closed.any(1)}, ${closed.any(0)});`,
  text`ctx.r = ctx.ls.stream().map(this::fs).collect(Collectors.toList());`,
  text`Function g = p -> ${closed.any(0)}; ctx.r = g.apply(${closed.any(0)});`,
);

const last = text`ctx.r = ${open.storable(1)};`;

const statements = either(
  several(statement(open, 1), 1, 3),
  several(statement(open, 2), 1, 3),
  text`${several(statement(open, 1), 1, 3)} ${last}`,
  text`${several(statement(open, 2), 1, 4)} ${last}`,
  text`${calls}`,
  text`${several(statement(open, 1), 0, 1)} ${calls}`,
);

/** A script: functions, declarations, statements. */
export const script: Text = fc
  .tuple(functions, declarations, statements)
  .map(([theFunctions, theDeclarations, body]) => {
    const used = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(body);
    const lines = [
      ...theFunctions.filter((_, index) => used(['fi', 'fs', 'fd'][index] ?? '')),
      ...theDeclarations.filter((line) => used(/^\S+ (\w+)/.exec(line)?.[1] ?? '')),
      body,
    ];
    return lines.join('\n');
  });
