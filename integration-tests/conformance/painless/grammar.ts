import fc from 'fast-check';
import type { Text } from './text';
import { either, mostly, words } from './text';

/** What an expression is meant to give; `any` is any of the others. */
export const TYPES = [
  'int',
  'String',
  'boolean',
  'def',
  'List',
  'Map',
  'long',
  'double',
  'float',
  'char',
  'short',
  'byte',
  'Set',
  'ZonedDateTime',
  'Instant',
  'StringBuilder',
] as const;

export type Type = (typeof TYPES)[number];

const STORABLE: readonly Type[] = [
  'int',
  'String',
  'boolean',
  'def',
  'List',
  'Map',
  'long',
  'double',
  'float',
  'Set',
];

/** The names that a place in a script may use, by their types. */
export type Names = Partial<Readonly<Record<Type, readonly string[]>>>;

/** Expressions of a type that hold others. */
export type Productions = Partial<Readonly<Record<Type, readonly Text[]>>>;

/** Where productions get the expressions that they hold. */
export interface Parts {
  /** An expression that is mostly of the type. */
  readonly of: (type: Type) => Text;
  readonly any: Text;
  /** A lambda's body, which may use its parameters `p` and `q`. */
  readonly lambda: (type: Type) => Text;
}

/** Makes the productions of one topic. */
export type Topic = (parts: Parts) => Productions;

/** One in so many expressions is of another type than its place asks for. */
const MISFITS = 80;

/** Expressions over some names, by type and depth. */
export class Grammar {
  private readonly made = new Map<string, Text>();

  constructor(
    private readonly topics: readonly Topic[],
    private readonly leaves: Readonly<Record<Type, readonly string[]>>,
    private readonly names: Names,
    /** The grammar of lambda bodies here; a lambda holds none. */
    private readonly lambdas: Grammar | undefined,
  ) {}

  /** The same grammar with more names. */
  with(names: Names): Grammar {
    const all = Object.fromEntries(
      TYPES.map((type) => [type, [...(names[type] ?? []), ...(this.names[type] ?? [])]]),
    );
    return new Grammar(this.topics, this.leaves, all, this.lambdas?.with(names));
  }

  of(type: Type, depth: number): Text {
    return this.once(`${type} ${depth}`, () => {
      const names = this.names[type] ?? [];
      const leaves = words(...this.leaves[type]);
      const leaf = names.length === 0 ? leaves : mostly(1, leaves, words(...names));
      const larger = depth === 0 ? [] : (this.productions(depth)[type] ?? []);
      // The leaf comes first: a counterexample shrinks towards it.
      return larger.length === 0 ? leaf : mostly(0.5, leaf, either(...larger));
    });
  }

  any(depth: number): Text {
    return this.once(`any ${depth}`, () => either(...TYPES.map((type) => this.of(type, depth))));
  }

  /** An expression that is to be stored: mostly of a type that JSON has. */
  storable(depth: number): Text {
    return mostly(8, either(...STORABLE.map((type) => this.of(type, depth))), this.any(depth));
  }

  private productions(depth: number): Productions {
    const below = depth - 1;
    const parts: Parts = {
      // What a lambda must return is known to the compiler; it is compared where calls are typed.
      of: (type) =>
        this.lambdas === undefined
          ? this.of(type, below)
          : mostly(MISFITS, this.of(type, below), this.any(0)),
      any: fc.oneof({ weight: 1, arbitrary: this.any(below) }),
      lambda: (type) => (this.lambdas ?? this).of(type, Math.min(below, 1)),
    };
    const all: Partial<Record<Type, Text[]>> = {};
    for (const topic of this.topics) {
      for (const [type, texts] of Object.entries(topic(parts)) as [Type, readonly Text[]][]) {
        (all[type] ??= []).push(...texts);
      }
    }
    return all;
  }

  private once(key: string, make: () => Text): Text {
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const text = make();
    this.made.set(key, text);
    return text;
  }
}
