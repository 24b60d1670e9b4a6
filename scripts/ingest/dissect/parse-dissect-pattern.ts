/** How a dissect key's value is used. */
export type DissectModifier =
  'none' | 'append' | 'append_with_order' | 'field_name' | 'field_value' | 'named_skip';

export interface DissectKey {
  readonly name: string;
  readonly modifier: DissectModifier;
  /** The value is matched and thrown away. */
  readonly skip: boolean;
  /** `->`: repeated delimiters behind the value are one. */
  readonly skipRightPadding: boolean;
  readonly appendPosition: number;
  /** What ends the value; empty at the end of the pattern. */
  readonly delimiter: string;
}

export interface DissectPattern {
  readonly leadingDelimiter: string;
  readonly keys: readonly DissectKey[];
}

const LEFT_MODIFIERS: Readonly<Record<string, DissectModifier>> = {
  '/': 'append_with_order',
  '+': 'append',
  '*': 'field_name',
  '&': 'field_value',
  '?': 'named_skip',
};

/** Reads a dissect pattern. Throws an Error that says what is wrong with it. */
export function parseDissectPattern(pattern: string): DissectPattern {
  const leadingDelimiter = /^(.*?)%\{/.exec(pattern)?.[1] ?? '';
  const keys: DissectKey[] = [];
  const rest = pattern.slice(leadingDelimiter.length);
  for (const match of rest.matchAll(/%\{([^}]*?)\}(.+?(?=%\{)|.*$)/gs)) {
    keys.push(parseKey(match[1] ?? '', match[2] ?? ''));
  }
  if (keys.every((key) => key.skip)) throw new Error('unable to find any keys or delimiters');
  checkReferences(keys);
  return { leadingDelimiter, keys: keys.map((key) => joinAppends(key, keys)) };
}

function parseKey(text: string, delimiter: string): DissectKey {
  const modifier = findModifier(text);
  const [, left, name = '', order, padding] = SHAPES[modifier].exec(text) ?? [];
  const skip = modifier === 'named_skip' || name === '';
  if (name === '' && (modifier !== 'none' || left !== undefined) && modifier !== 'named_skip') {
    throw new Error(`the name of the key "${text}" could not be determined`);
  }
  return {
    name,
    modifier,
    skip,
    skipRightPadding: padding !== undefined,
    appendPosition: order === undefined ? 0 : Number(order),
    delimiter,
  };
}

/** Groups: modifier, name, order, padding. */
const LEFT_SHAPE = /([+*&?])(.*?)()(->)?$/s;
const SHAPES: Readonly<Record<DissectModifier, RegExp>> = {
  none: /^()?(.*?)()(->)?$/s,
  append: LEFT_SHAPE,
  append_with_order: /([+])(.*?)\/([0-9]+)(->)?$/s,
  field_name: LEFT_SHAPE,
  field_value: LEFT_SHAPE,
  named_skip: LEFT_SHAPE,
};

function findModifier(text: string): DissectModifier {
  const found = text.match(/[/+*&?]/g) ?? [];
  found.forEach((modifier, index) => {
    if (index > 0 && !(found[index - 1] === '+' && modifier === '/')) {
      throw new Error(`the key "${text}" has several modifiers`);
    }
  });
  return LEFT_MODIFIERS[found.at(-1) ?? ''] ?? 'none';
}

/** A key without modifier appends when another of its name does. */
function joinAppends(key: DissectKey, keys: readonly DissectKey[]): DissectKey {
  const appends = keys.some((other) => other.name === key.name && isAppend(other));
  return key.modifier === 'none' && appends ? { ...key, modifier: 'append' } : key;
}

export function isAppend(key: DissectKey): boolean {
  return key.modifier === 'append' || key.modifier === 'append_with_order';
}

export function isReference(key: DissectKey): boolean {
  return key.modifier === 'field_name' || key.modifier === 'field_value';
}

function checkReferences(keys: readonly DissectKey[]): void {
  for (const { name } of keys.filter(isReference)) {
    const pair = keys.filter((key) => key.name === name && isReference(key));
    if (pair.length !== 2) throw new Error(`"${name}" must occur once as *${name} and once as &${name}`);
  }
}
