import type { PackageParts } from './package-part';
import type { SpecFinding } from './spec-validator';

/** A finding about the package, led back to what must be mended. */
export interface PackageFinding {
  readonly severity: SpecFinding['severity'];
  /** The validator's code, or `PACKAGE_SPEC` where it has none. */
  readonly code: string;
  readonly message: string;
  /** The file of the package that it is about, as far as the message says. */
  readonly path: string | undefined;
  /** The file of the checkout that made it. */
  readonly source: string | undefined;
}

/**
 * Findings with paths relative to the package, each with its source; what was said of the folder and of the zip alike
 * stands there once.
 */
export function traceFindings(
  findings: readonly SpecFinding[],
  parts: PackageParts,
): readonly PackageFinding[] {
  const traced = new Map<string, PackageFinding>();
  for (const finding of findings) {
    const message = finding.message.replaceAll(`${finding.package}/`, '').replaceAll(finding.package, '.');
    const path = pathIn(message, parts);
    const source = path === undefined ? undefined : parts.get(path)?.source;
    const code = finding.code === '' ? 'PACKAGE_SPEC' : finding.code;
    traced.set(`${finding.severity} ${message}`, { severity: finding.severity, code, message, path, source });
  }
  return [...traced.values()];
}

/** The longest path of the package that a message names; failing that, the file that is meant by its words. */
function pathIn(message: string, parts: PackageParts): string | undefined {
  const named = [...parts.keys()].filter((path) => message.includes(path));
  const longest = named.reduce<string | undefined>(
    (best, path) => (best !== undefined && best.length >= path.length ? best : path),
    undefined,
  );
  if (longest !== undefined) return longest;
  if (message.includes('changelog')) return 'changelog.yml';
  const stream = /(?:datastream|data stream) "(?:data_stream\/)?(\w+)"/.exec(message)?.[1];
  const manifest = `data_stream/${stream ?? ''}/manifest.yml`;
  return parts.has(manifest) ? manifest : undefined;
}
