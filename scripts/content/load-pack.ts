import { basename, join } from 'node:path';
import { loadAttack } from './attack';
import { loadGuides } from './guides';
import { loadRules } from './load-rules';
import { loadStreams } from './load-streams';
import type { Pack } from './pack';
import { ContentReader } from './reader';
import { ruleDefaultsSchema } from './rule-schema';
import { createTemplates } from './templates';
import { tenantSchema } from './tenant-schema';

/**
 * Loads and checks the whole content of a checkout. Throws one {@link ContentError} with everything that is wrong:
 * YAML, unknown keys, fields, ATT&CK ids, KQL, processors, Painless. The rules are those of package-content/rules/,
 * unless files are named.
 */
export function loadPack(root: string, ruleFiles?: readonly string[]): Pack {
  const reader = new ContentReader(root);
  const content = join(root, 'package-content');
  const defaults = reader.checked(join(content, 'rule-defaults.yml'), ruleDefaultsSchema)?.value;
  const tenant = reader.checked(join(content, 'tenant.yml'), tenantSchema)?.value;
  const attack = loadAttack(join(content, 'reference', 'attack.json'));
  reader.throwIfProblems();
  if (!defaults || !tenant) throw new Error('unreachable: a missing file is a problem');
  const template = createTemplates();
  const streams = loadStreams(reader, tenant, createTemplates(loadPipelineParts(reader)));
  reader.throwIfProblems();
  const guides = loadGuides(reader);
  const files = ruleFiles ?? reader.files(join(content, 'rules'), '.yml');
  const rules = loadRules(reader, files, { defaults, streams, attack, template, variables: tenant, guides });
  reader.throwIfProblems();
  return { root, defaults, rules, streams, tenant, attack };
}

/** The parts that pipelines have in common, package-content/pipeline_parts/, by name: `{{> envelope …}}`. */
function loadPipelineParts(reader: ContentReader): Record<string, string> {
  const folder = join(reader.root, 'package-content', 'pipeline_parts');
  return Object.fromEntries(
    reader.files(folder, '.yml.hbs').map((path) => [basename(path, '.yml.hbs'), reader.text(path) ?? '']),
  );
}
