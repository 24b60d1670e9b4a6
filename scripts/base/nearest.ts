import { distance } from 'fastest-levenshtein';

/** The known name closest to a mistyped one, or undefined when none is near. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const candidateDistance = distance(name.toLowerCase(), candidate.toLowerCase());
    if (candidateDistance < bestDistance) [best, bestDistance] = [candidate, candidateDistance];
  }
  return best;
}

/** ` (did you mean “x”?)`, or nothing. */
export function nearest(name: string, known: Iterable<string>): string {
  const found = nearestName(name, known);
  return found === undefined ? '' : ` (did you mean “${found}”?)`;
}
