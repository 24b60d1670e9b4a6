/** A file of the package and the source that made it, so that a finding can be traced back. */
export interface PackagePart {
  readonly content: string | Uint8Array;
  /** Path relative to the pack's root. */
  readonly source: string;
}

/** Parts by their path in the package. */
export type PackageParts = ReadonlyMap<string, PackagePart>;
