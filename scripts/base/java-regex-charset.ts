/** A set of code points as sorted ranges that neither touch nor overlap, both ends inclusive. */
export type CharSet = readonly (readonly [number, number])[];

export const MAX_CODE_POINT = 0x10ffff;
const FIRST_SURROGATE = 0xd800;

export const EMPTY_SET: CharSet = [];
export const ANY_CHAR: CharSet = [[0, MAX_CODE_POINT]];

/** The set of the given ranges, which may be unsorted and overlapping. */
export function charSet(ranges: readonly (readonly [number, number])[]): CharSet {
  const merged: [number, number][] = [];
  for (const [low, high] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else merged.push([low, high]);
  }
  return merged;
}

/** The set of the characters of a string. */
export function charsOf(text: string): CharSet {
  return charSet(Array.from(text, (char) => codePoint(char)).map((code) => [code, code] as const));
}

export function singleChar(code: number): CharSet {
  return [[code, code]];
}

export function union(...sets: readonly CharSet[]): CharSet {
  return charSet(sets.flat());
}

export function complement(set: CharSet): CharSet {
  const ranges: [number, number][] = [];
  let next = 0;
  for (const [low, high] of set) {
    if (low > next) ranges.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= MAX_CODE_POINT) ranges.push([next, MAX_CODE_POINT]);
  return ranges;
}

export function intersect(a: CharSet, b: CharSet): CharSet {
  return complement(union(complement(a), complement(b)));
}

export function isDisjoint(a: CharSet, b: CharSet): boolean {
  let j = 0;
  for (const [low, high] of a) {
    while (j < b.length && (b[j]?.[1] ?? 0) < low) j++;
    const other = b[j];
    if (other !== undefined && other[0] <= high) return false;
  }
  return true;
}

/** Whether the set holds only characters of one UTF-16 unit that are no surrogates. */
export function hasOnlyPlainUnits(set: CharSet): boolean {
  return set.every(([low, high]) => high < FIRST_SURROGATE || (low > 0xdfff && high <= 0xffff));
}

/** Whether the set holds every surrogate and every character beyond the basic plane. */
export function hasEveryPair(set: CharSet): boolean {
  const last = set.at(-1);
  return last !== undefined && last[0] <= FIRST_SURROGATE && last[1] === MAX_CODE_POINT;
}

/** Adds the other case of every ASCII letter, as Java's CASE_INSENSITIVE without UNICODE_CASE. */
export function foldAsciiCase(set: CharSet): CharSet {
  const lower = intersect(set, [[0x61, 0x7a]]).map(([low, high]) => [low - 32, high - 32] as const);
  const upper = intersect(set, [[0x41, 0x5a]]).map(([low, high]) => [low + 32, high + 32] as const);
  return union(set, lower, upper);
}

/** Adds every case variant that Unicode's simple mappings give, as Java's UNICODE_CASE. */
export function foldUnicodeCase(set: CharSet): CharSet {
  const added: [number, number][] = [];
  for (const variants of unicodeCaseVariants()) {
    if (variants.some((code) => !isDisjoint(set, singleChar(code)))) {
      for (const code of variants) added.push([code, code]);
    }
  }
  return union(set, added);
}

let caseVariants: readonly (readonly number[])[] | undefined;

/** Groups of code points that differ in case only; made on first use, as few patterns need them. */
function unicodeCaseVariants(): readonly (readonly number[])[] {
  if (caseVariants !== undefined) return caseVariants;
  const groups = new Map<number, Set<number>>();
  for (let code = 0x41; code <= 0x1e943; code++) {
    const char = String.fromCodePoint(code);
    const upper = char.toUpperCase();
    const folded = codePoint((Array.from(upper).length === 1 ? upper : char).toLowerCase());
    if (folded === code && upper === char) continue;
    const group = groups.get(folded) ?? new Set([folded]);
    groups.set(folded, group.add(code));
  }
  caseVariants = Array.from(groups.values(), (group) => [...group]);
  return caseVariants;
}

export function codePoint(char: string): number {
  return char.codePointAt(0) ?? 0;
}
