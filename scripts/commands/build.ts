import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadPack } from '../content';
import { buildFiles, ecsTable, editorSchemas, writeFolder } from '../release';
import { EXIT } from './exit-codes';
import { outputFolder } from './output-folder';

/** Writes the rules as Kibana takes them: a JSON file a rule, and one NDJSON with all. */
export function build(root: string, options: { readonly out: string }): number {
  const pack = loadPack(root);
  const folder = outputFolder(root, options.out);
  writeFolder(folder, buildFiles(pack));
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
