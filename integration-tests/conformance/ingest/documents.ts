import fc from 'fast-check';
import { copyJson, isJsonObject, type JsonObject, type JsonValue } from '../../../scripts/base/json';
import type { Read } from './step';
import { key, value } from './values';

/** What stands in a field that some processor reads. */
type Slot =
  | { readonly kind: 'liked'; readonly pick: number }
  | { readonly kind: 'changed'; readonly pick: number; readonly at: number; readonly by: string }
  | { readonly kind: 'listed'; readonly pick: number; readonly more: JsonValue }
  | { readonly kind: 'any'; readonly value: JsonValue }
  | { readonly kind: 'missing' };

const pick = fc.nat({ max: 60 });

const slot: fc.Arbitrary<Slot> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('liked' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('changed' as const),
      pick,
      at: fc.nat({ max: 30 }),
      by: fc.constantFrom('', ' ', '0', '1', '-', '.', ':', 'a', 'Z', '=', '"', '%', 'é', '\n'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('listed' as const), pick, more: value }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('any' as const), value }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'missing' as const }) },
);

export interface DocumentPlan {
  readonly slots: readonly Slot[];
  readonly extra: JsonObject;
}

/** A plan of a document: what its fields hold depends on the pipeline only when it is made. */
export const documentPlan: fc.Arbitrary<DocumentPlan> = fc.record({
  slots: fc.array(slot, { minLength: 5, maxLength: 5 }),
  extra: fc.dictionary(key, value, { maxKeys: 3, noNullPrototype: true }),
});

/** The document of a plan: the first fields that the pipeline reads hold what the plan says, and extra ones too. */
export function makeDocument({ slots, extra }: DocumentPlan, reads: readonly Read[]): JsonObject {
  // Copies: a path may lead into what another one put there.
  const document = copyJson(extra);
  const paths = [...new Set(reads.map(({ path }) => path))].filter((path) =>
    /^[a-z]\w*(?:\.\w+)*$/.test(path),
  );
  paths.forEach((path, index) => {
    const slot = slots[index];
    if (slot === undefined) return;
    const likes = reads.filter((read) => read.path === path).flatMap((read) => [...read.likes]);
    const isExact = reads.some((read) => read.path === path && read.exact);
    const content = isExact ? exactly(slot, likes) : contentOf(slot, likes);
    if (content !== undefined) put(document, path.split('.'), copyJson(content));
  });
  return document;
}

function contentOf(slot: Slot, likes: readonly JsonValue[]): JsonValue | undefined {
  if (slot.kind === 'missing') return undefined;
  if (slot.kind === 'any') return slot.value;
  const liked = likes[slot.pick % likes.length] ?? 'x';
  if (slot.kind === 'liked') return liked;
  if (slot.kind === 'listed') return [liked, slot.more];
  if (typeof liked !== 'string') return liked;
  const at = slot.at % (liked.length + 1);
  return liked.slice(0, at) + slot.by + liked.slice(at + (slot.at % 2));
}

/** Texts that are liked, and anything that is no text. */
function exactly(slot: Slot, likes: readonly JsonValue[]): JsonValue | undefined {
  if (slot.kind === 'missing') return undefined;
  if (slot.kind === 'any' && typeof slot.value !== 'string') return slot.value;
  return likes['pick' in slot ? slot.pick % likes.length : 0];
}

/** Makes the way to a field, lists for positions, unless something else stands in it. */
function put(
  container: JsonObject | JsonValue[],
  [first = '', ...rest]: readonly string[],
  content: JsonValue,
): void {
  const object = container as JsonObject;
  if (Array.isArray(container) && first !== '0') return;
  if (rest.length === 0) {
    object[first] = content;
    return;
  }
  const existing = Object.hasOwn(object, first) ? object[first] : undefined;
  const inner = isJsonObject(existing) || Array.isArray(existing) ? existing : rest[0] === '0' ? [] : {};
  object[first] = inner;
  put(inner, rest, content);
}
