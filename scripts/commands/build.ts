import { writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ContentError } from '../base/errors';
import { loadPack } from '../content';
import { buildFiles, ecsTable, editorSchemas, writeFolder } from '../release';
import { EXIT } from './exit-codes';

/** Writes the rules as Kibana takes them: a JSON file a rule, and one NDJSON with all. */
export function build(root: string, options: { readonly out: string }): number {
  const pack = loadPack(root);
  const folder = resolve(root, options.out);
  refuseSourceFolder(root, folder);
  const files = buildFiles(pack);
  writeFolder(folder, files);
  const place = relative(process.cwd(), folder) || '.';
  process.stdout.write(
    `${pack.rules.length} rules written to ${place}/rules/ and ${place}/o365-rulepack.ndjson\n`,
  );
  return EXIT.proven;
}

/** Writes the JSON Schemas that editors check the YAML files against, and the table of ECS fields. */
export function schemas(root: string): number {
  const files = editorSchemas();
  writeFolder(join(root, 'docs', 'schema'), files);
  writeFileSync(join(root, 'scripts', 'content', 'ecs-fields.json'), ecsTable());
  process.stdout.write(
    `${files.size} schemas written to docs/schema/, the ECS fields to scripts/content/ecs-fields.json\n`,
  );
  return EXIT.proven;
}

/** The output folder is replaced as a whole, so it must not be one that holds sources. */
function refuseSourceFolder(root: string, folder: string): void {
  const inside = relative(folder, root);
  const within = relative(root, folder).split(/[\\/]/)[0] ?? '';
  const holdsRoot = !inside.startsWith('..') && !inside.startsWith('/');
  const sources = [
    'package-content',
    'fixtures',
    'scripts',
    'integration-tests',
    'docs',
    'lib',
    'node_modules',
    '.git',
  ];
  if (!holdsRoot && !sources.includes(within)) return;
  throw new ContentError({
    code: 'OUTPUT_IS_SOURCE',
    message: `--out ${folder} would replace a folder that holds more than the build`,
    hint: 'Name a folder of its own, e.g. dist.',
  });
}
