import { basename, dirname, join } from 'node:path';
import type { Problem } from '../base/errors';
import type { YamlDocument, YamlPath } from '../base/yaml';
import { checkRule } from './check-rule';
import { checkUnique } from './check-unique';
import type { GuideTemplates } from './guides';
import { parseQuery } from './parse-query';
import type { Rule, Stream, Threat } from './pack';
import type { Attack } from './attack';
import type { ContentReader } from './reader';
import { ruleFileSchema } from './rule-schema';
import type { RuleDefaults, RuleFile } from './rule-schema';
import { nearest } from '../base/nearest';
import type { Template } from './templates';

export interface RuleContext {
  readonly defaults: RuleDefaults;
  readonly streams: ReadonlyMap<string, Stream>;
  readonly attack: Attack;
  readonly template: (source: string) => Template;
  readonly variables: object;
  readonly guides: GuideTemplates;
}

/** Loads every rule of package-content/rules/<service>/<slug>.yml; what is wrong is collected in the reader. */
export function loadRules(reader: ContentReader, context: RuleContext): Rule[] {
  const rules: Rule[] = [];
  for (const path of reader.files(join(reader.root, 'package-content', 'rules'), '.yml')) {
    const checked = reader.checked(path, ruleFileSchema);
    if (!checked) continue;
    const rule = resolveRule(reader.problems, checked.document, path, checked.value, context);
    if (!rule) continue;
    reader.problems.push(...checkRule(rule));
    rules.push(rule);
  }
  reader.problems.push(...checkUnique(rules));
  return rules;
}

function resolveRule(
  problems: Problem[],
  document: YamlDocument,
  path: string,
  file: RuleFile,
  context: RuleContext,
): Rule | undefined {
  const { defaults } = context;
  const dataset = file.stream ?? defaults.stream;
  const stream = context.streams.get(dataset);
  if (!stream) {
    problems.push(
      document.problem(['stream'], {
        code: 'RULE_UNKNOWN_STREAM',
        message: `no stream “${dataset}” in package-content/streams.yml`,
        found: dataset,
        expected: [...context.streams.keys()].join(', '),
        hint: `Name one of the streams${nearest(dataset, context.streams.keys())}.`,
      }),
    );
    return undefined;
  }
  const query = parseQuery(problems, document, file.query, { ...context, stream });
  const threat = file.attack.map((_, index) =>
    resolveThreat(problems, document, file, index, context.attack),
  );
  if (!query) return undefined;
  const slug = basename(path, '.yml');
  const base = {
    id: file.id,
    slug,
    service: basename(dirname(path)),
    document,
    name: file.name,
    description: file.description.trim(),
    version: file.version,
    status: file.status,
    severity: file.severity ?? defaults.severity,
    risk_score: file.risk_score ?? defaults.risk_score,
    enabled: file.enabled ?? defaults.enabled,
    interval: file.interval ?? defaults.interval,
    from: file.from ?? defaults.from,
    to: file.to ?? defaults.to,
    max_signals: file.max_signals ?? defaults.max_signals,
    author: file.author ?? defaults.author,
    license: defaults.license,
    references: file.references,
    false_positives: file.guide.false_positives,
    stream,
    index: stream.config.index_patterns,
    query: query.text,
    ast: query.ast,
    dsl: query.dsl,
    threat: threat.filter((row) => row !== undefined),
    timestampOverride: timestampOverride(file, defaults),
    note: context.guides.note({ ...file, slug }),
    setup: context.guides.setup({ ...file, slug }),
    tags: tagsOf(file, defaults, stream, threat),
  };
  if (file.type === 'threshold')
    return { ...base, type: 'threshold', threshold: file.threshold, clock: file.clock };
  if (file.type === 'new_terms') {
    const { new_terms_fields, history_window_start } = file;
    return { ...base, type: 'new_terms', new_terms_fields, history_window_start };
  }
  return { ...base, type: 'query' };
}

function timestampOverride(file: RuleFile, defaults: RuleDefaults): string | undefined {
  return file.type === 'threshold' && file.clock.by === '@timestamp'
    ? undefined
    : defaults.timestamp_override;
}

function tagsOf(
  file: RuleFile,
  defaults: RuleDefaults,
  stream: Stream,
  threat: readonly (Threat | undefined)[],
): string[] {
  const tactics = threat.flatMap((row) => (row ? [`Tactic: ${row.tactic.name}`] : []));
  return [
    ...new Set([
      ...defaults.tags,
      `Data Source: ${stream.config.data_source}`,
      `Use Case: ${file.use_case ?? defaults.use_case}`,
      ...tactics,
      'Resources: Investigation Guide',
      ...(file.tags ?? []),
    ]),
  ];
}

function resolveThreat(
  problems: Problem[],
  document: YamlDocument,
  file: RuleFile,
  index: number,
  attack: Attack,
): Threat | undefined {
  const row = file.attack[index];
  if (!row) return undefined;
  const report = (
    path: YamlPath,
    fields: { code: string; message: string; found?: string; hint: string },
  ): void => {
    problems.push(document.problem(path, fields));
  };
  const find = <T>(id: string, known: ReadonlyMap<string, T>, path: YamlPath): T | undefined => {
    const entry = known.get(id);
    if (entry === undefined) {
      report(path, {
        code: 'ATTACK_UNKNOWN_ID',
        message: `“${id}” is not in ${attack.source.split(';')[0] ?? 'ATT&CK'}`,
        found: id,
        hint: `Look the id up on attack.mitre.org; it may have been revoked or renumbered${nearest(id, known.keys())}.`,
      });
    }
    return entry;
  };
  const tactic = find(row.tactic, attack.tactics, ['attack', index, 'tactic']);
  const techniques = row.techniques.flatMap((id, position) => {
    const path = ['attack', index, 'techniques', position];
    const technique = find(id, attack.techniques, path);
    if (technique && tactic && !technique.tactics.includes(tactic.id)) {
      report(path, {
        code: 'ATTACK_WRONG_TACTIC',
        message: `ATT&CK lists ${id} ${technique.name} under ${technique.tactics.join(', ')}, not under ${tactic.id}`,
        hint: 'Move the technique to a row of the right tactic.',
      });
    }
    return technique ? [technique] : [];
  });
  return tactic && { tactic, techniques };
}
