import { YamlDocument } from '../base/yaml';
import { ContentError } from '../base/errors';
import { isJsonObject } from '../base/json';

/** Name and version of a package, e.g. `o365_rulepack-0.1.0`: the folder in its zip, and the zip's own name. */
export function packageId(files: ReadonlyMap<string, string | Uint8Array>): string {
  const manifest = files.get('manifest.yml');
  const { value } = new YamlDocument('package-content/manifest.yml', String(manifest ?? ''));
  const { name, version } = isJsonObject(value) ? value : {};
  if (typeof name === 'string' && typeof version === 'string') return `${name}-${version}`;
  throw new ContentError({
    code: 'PACKAGE_NO_NAME',
    message: 'package-content/manifest.yml lacks the package’s name or version',
    expected: 'name: o365_rulepack and version: <semver>',
    hint: 'Restore them, e.g. with git checkout.',
  });
}
