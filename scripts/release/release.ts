import type { ProofCase } from '../cases';
import type { Pack } from '../content';
import { navigatorLayer } from '../coverage';
import type { CoveredDocument, RecordedProofs } from '../coverage';
import { packageFiles, packageId } from '../package';
import { rulePages } from '../pages';
import { sigmaFiles } from '../sigma';
import { buildFiles, pretty } from './build';
import { checksums, CHECKSUMS_FILE } from './checksums';
import type { LockedPackage } from './locked-packages';
import { LAYER_FILE, ndjsonName, PACKAGE_NAME, SBOM_FILE, zipName } from './release-names';
import { sbom } from './sbom';
import { zipFiles } from './zip';

export interface ReleaseSources {
  readonly pack: Pack;
  /** What the rule pages tell beside the rules. */
  readonly cases: readonly ProofCase[];
  readonly documents: readonly CoveredDocument[];
  readonly proofs: RecordedProofs;
  /** The program with its npm packages, for the bill of materials. */
  readonly program: readonly LockedPackage[];
}

export interface Release {
  /** Of the Fleet package. */
  readonly version: string;
  /** By path in the folder of the release, sorted. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
}

/**
 * All that users download. Equal sources make equal bytes, on every machine and day. Throws ContentError where a
 * source is missing or wrong.
 */
export function makeRelease(sources: ReleaseSources): Release {
  const { pack, program } = sources;
  const content = packageFiles(pack);
  const folder = packageId(content);
  const version = folder.slice(PACKAGE_NAME.length + 1);
  const archives = new Map([[zipName(version), zipFiles(new Map(below(folder, content)))]]);
  const files = new Map<string, string | Uint8Array>([
    ...archives,
    ...buildFiles(pack, ndjsonName(version)),
    ...rulePages(pack, sources),
    [LAYER_FILE, pretty(navigatorLayer(pack))],
    ...below('sigma', sigmaFiles(pack).files),
    [SBOM_FILE, sbom({ name: PACKAGE_NAME, version, pack, archives, program })],
  ]);
  files.set(CHECKSUMS_FILE, checksums(files));
  return { version, files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function below<T>(folder: string, files: ReadonlyMap<string, T>): [path: string, content: T][] {
  return Array.from(files, ([path, content]) => [`${folder}/${path}`, content]);
}
