/** Of the Fleet package; its manifest says the same. */
export const PACKAGE_NAME = 'o365_rulepack';

export const LAYER_FILE = 'docs/attack-navigator-layer.json';
export const SBOM_FILE = 'sbom.cdx.json';

export function zipName(version: string): string {
  return `${PACKAGE_NAME}-${version}.zip`;
}

export function ndjsonName(version: string): string {
  return `o365-rulepack-${version}.ndjson`;
}

/** The version that an archive of the package is named after. */
export function versionOfZip(name: string): string | undefined {
  return /^o365_rulepack-(.+)\.zip$/.exec(name)?.[1];
}
