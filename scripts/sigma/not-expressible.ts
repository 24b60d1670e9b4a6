/** A rule or a part of its query for which Sigma has no equal; the message is the reason, as a half sentence. */
export class NotExpressible extends Error {
  override readonly name = 'NotExpressible';
}

/** Ends the translation of a rule. `reason` is shown beside the rule: `the free text search "x" …`. */
export function notExpressible(reason: string): never {
  throw new NotExpressible(reason);
}
