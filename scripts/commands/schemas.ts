import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ecsTable, writeFolder } from '../release';
import { editorSchemas } from './editor-schemas';
import { EXIT } from './exit-codes';

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
