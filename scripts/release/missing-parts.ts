import { LAYER_FILE, ndjsonName, SBOM_FILE, versionOfZip, zipName } from './release-names';

/** What a whole release has and these paths do not: a folder can be partial and yet fit its checksums. */
export function missingParts(paths: readonly string[]): string[] {
  const version = paths.map(versionOfZip).find((found) => found !== undefined);
  const single = [
    zipName(version ?? '<version>'),
    ndjsonName(version ?? '<version>'),
    SBOM_FILE,
    LAYER_FILE,
    'docs/rules/README.md',
  ];
  const folders = { 'rules/': '.json', 'docs/rules/': '.md', 'sigma/': '.yml' };
  return [
    ...single.filter((path) => !paths.includes(path)),
    ...Object.entries(folders)
      .filter(([folder, ending]) => !paths.some((path) => path.startsWith(folder) && path.endsWith(ending)))
      .map(([folder, ending]) => `${folder}*${ending}`),
  ];
}
