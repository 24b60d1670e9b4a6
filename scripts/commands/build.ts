import { relative } from 'node:path';
import { loadPack } from '../content';
import { buildFiles, writeFolder } from '../release';
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
