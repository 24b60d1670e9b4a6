import type { Problem } from '../../base/errors';
import type { YamlDocument, YamlPath } from '../../base/yaml';

/** Where it stands, without the line itself: a configuration may hold a secret anywhere by mistake. */
export function configProblem(
  document: YamlDocument,
  path: YamlPath,
  fields: Omit<Problem, 'location' | 'excerpt'>,
  where: 'value' | 'key' = 'value',
): Problem {
  return { ...fields, location: where === 'key' ? document.locateKey(path) : document.locate(path) };
}
