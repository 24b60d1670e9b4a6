import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import { path } from './values';

/** A processor, and values of the fields it reads with which it is likely to succeed. */
export interface Step {
  readonly processor: JsonObject;
  readonly reads: readonly Read[];
}

export interface Read {
  readonly path: string;
  readonly likes: readonly JsonValue[];
  /** Texts must be among those: of others the sides know different things. */
  readonly exact?: true;
}

/** Options that belong together, and values of `field` that suit them. */
export interface Variant {
  readonly options: JsonObject;
  readonly likes: readonly JsonValue[];
}

/** Variants written as `[options, …values]`. */
export function variants(...list: readonly (readonly [JsonObject, ...JsonValue[]])[]): fc.Arbitrary<Variant> {
  return fc.constantFrom(...list.map(([options, ...likes]) => ({ options, likes })));
}

/** Options, each of which is given or not. */
export type Optional = Readonly<Record<string, fc.Arbitrary<JsonValue | undefined>>>;

export const flag = fc.boolean();

/** Processors of a type that read `field`, and options that may be left out. */
export function processor(
  type: string,
  variant: fc.Arbitrary<Variant>,
  optional: Optional,
): fc.Arbitrary<Step> {
  return fc
    .tuple(path, variant, fc.record(optional, { requiredKeys: [], noNullPrototype: true }))
    .map(([field, { options, likes }, chosen]) => ({
      processor: { [type]: given({ field, ...chosen, ...options }) },
      reads: [{ path: typeof options['field'] === 'string' ? options['field'] : field, likes }],
    }));
}

/** As {@link processor}, whose options do not depend on each other. */
export function simple(type: string, likes: readonly JsonValue[], optional: Optional): fc.Arbitrary<Step> {
  return processor(type, fc.constant({ options: {}, likes }), optional);
}

/** Without what is undefined. */
export function given(options: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined),
  );
}
