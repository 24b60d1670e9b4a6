import semver from 'semver';
import { ContentError } from '../base/errors';
import { isJsonObject } from '../base/json';
import { YamlDocument } from '../base/yaml';
import { textOf } from './source-files';

/** Where the package's manifest stands, relative to the root. */
export const MANIFEST_FILE = 'package-content/manifest.yml';

export interface Manifest {
  readonly document: YamlDocument;
  /** A semantic version. */
  readonly version: string;
}

/** The manifest’s version. Throws ContentError `MANIFEST_MISSING`, `MANIFEST_VERSION`. */
export function readManifest(root: string): Manifest {
  const text = textOf(root, MANIFEST_FILE);
  if (text === undefined) {
    throw new ContentError({
      code: 'MANIFEST_MISSING',
      message: `${MANIFEST_FILE} is missing`,
      hint: 'Restore it, e.g. with git checkout.',
    });
  }
  const document = new YamlDocument(MANIFEST_FILE, text);
  const version = isJsonObject(document.value) ? document.value['version'] : undefined;
  if (typeof version === 'string' && semver.valid(version) === version) return { document, version };
  throw new ContentError(
    document.problem(['version'], {
      code: 'MANIFEST_VERSION',
      message: 'the version of the package is no semantic version',
      found: version === undefined ? 'no “version”' : JSON.stringify(version),
      expected: 'major.minor.patch, e.g. 0.2.0',
      hint: 'Write three numbers with dots between them, without a “v”.',
    }),
  );
}
