import { basename, dirname } from 'node:path';
import type { Problem } from '../base/errors';
import type { YamlDocument, YamlPath } from '../base/yaml';
import { checkRule } from './check-rule';
import { checkSuccessors } from './check-successors';
import { checkUnique } from './check-unique';
import { DataView } from './data-view';
import { DEPRECATED_TAG, deprecatedName, deprecationOf } from './deprecation';
import type { GuideTemplates } from './guides';
import { parseEqlQuery } from './parse-eql-query';
import { parseEsqlQuery } from './parse-esql-query';
import { parseQuery } from './parse-query';
import type { EqlQuery } from '../eql';
import type { KqlNode } from '../kql';
import type { QueryDsl } from '../query-dsl/types';
import type { EqlRule, QueryRule, Rule, Stream, Suppression, Threat } from './pack';
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

/** Loads rules from their files, <service>/<slug>.yml; what is wrong is collected in the reader. */
export function loadRules(reader: ContentReader, paths: readonly string[], context: RuleContext): Rule[] {
  const rules: Rule[] = [];
  const files = paths.flatMap((path) => {
    const checked = reader.checked(path, ruleFileSchema);
    return checked ? [{ path, ...checked }] : [];
  });
  const names = new Map(files.map(({ path, value }) => [basename(path, '.yml'), value.name]));
  for (const { path, document, value } of files) {
    const rule = resolveRule(reader.problems, document, path, value, { ...context, names });
    if (!rule) continue;
    reader.problems.push(...checkRule(rule));
    rules.push(rule);
  }
  reader.problems.push(...checkUnique(rules), ...checkSuccessors(rules));
  return rules;
}

function resolveRule(
  problems: Problem[],
  document: YamlDocument,
  path: string,
  file: RuleFile,
  context: RuleContext & { readonly names: ReadonlyMap<string, string> },
): Rule | undefined {
  const { defaults } = context;
  const streams = resolveStreams(problems, document, file.stream ?? defaults.stream, context.streams);
  if (!streams) return undefined;
  const fields = new DataView(streams);
  const query = readQuery(problems, document, file, {
    template: context.template,
    variables: context.variables,
    streams,
    fields,
  });
  const threat = file.attack.map((_, index) =>
    resolveThreat(problems, document, file, index, context.attack),
  );
  if (!query) return undefined;
  const slug = basename(path, '.yml');
  const deprecated = deprecationOf(file, context.names);
  const text = { ...file, slug, deprecated, sources: streams.map(({ config }) => config) };
  const base = {
    id: file.id,
    slug,
    service: basename(dirname(path)),
    document,
    name: deprecated ? deprecatedName(file.name) : file.name,
    description: file.description.trim(),
    version: file.version,
    status: file.status,
    deprecated,
    severity: file.severity ?? defaults.severity,
    risk_score: file.risk_score ?? defaults.risk_score,
    enabled: deprecated ? false : (file.enabled ?? defaults.enabled),
    interval: file.interval ?? defaults.interval,
    from: file.from ?? defaults.from,
    to: file.to ?? defaults.to,
    max_signals: file.max_signals ?? defaults.max_signals,
    author: file.author ?? defaults.author,
    license: defaults.license,
    references: file.references,
    false_positives: file.guide.false_positives,
    streams,
    fields,
    index: [...new Set(streams.flatMap(({ config }) => config.index_patterns))],
    query: query.text,
    noise: file.noise,
    building_block: file.building_block ?? false,
    threat: threat.filter((row) => row !== undefined),
    timestampOverride: timestampOverride(file, defaults),
    note: context.guides.note(text),
    setup: context.guides.setup(text),
    tags: tagsOf(file, defaults, streams, threat),
  };
  if (query.language !== 'kql') {
    const suppression = suppressionOf(file.type === 'threshold' ? undefined : file.suppression);
    if (query.language === 'esql') return { ...base, type: 'esql', suppression };
    return { ...base, type: 'eql', suppression, eql: query.eql, ...query.names };
  }
  return kqlRule({ ...base, ast: query.ast, dsl: query.dsl }, file);
}

function kqlRule(base: Omit<QueryRule, 'type' | 'suppression'>, file: RuleFile): Rule {
  if (file.type === 'threshold')
    return {
      ...base,
      type: 'threshold',
      threshold: file.threshold,
      clock: file.clock,
      suppression: file.suppression,
    };
  if (file.type === 'new_terms') {
    const { new_terms_fields, history_window_start } = file;
    const suppression = suppressionOf(file.suppression);
    return { ...base, type: 'new_terms', new_terms_fields, history_window_start, suppression };
  }
  return { ...base, type: 'query', suppression: suppressionOf(file.suppression) };
}

function suppressionOf(
  file: Extract<RuleFile, { type: 'new_terms' }>['suppression'],
): Suppression | undefined {
  if (file === undefined) return undefined;
  const { group_by, duration, missing_fields = 'suppress' } = file;
  return { group_by, duration, missing_fields };
}

type ReadQuery =
  | { readonly language: 'kql'; readonly text: string; readonly ast: KqlNode; readonly dsl: QueryDsl }
  | { readonly language: 'eql'; readonly text: string; readonly eql: EqlQuery; readonly names: EqlNames }
  | { readonly language: 'esql'; readonly text: string };

type EqlNames = Pick<EqlRule, 'timestamp_field' | 'event_category_override' | 'tiebreaker_field'>;

/** Reads the query in the language of the rule's type. */
function readQuery(
  problems: Problem[],
  document: YamlDocument,
  file: RuleFile,
  context: Pick<RuleContext, 'template' | 'variables'> & {
    readonly streams: readonly Stream[];
    readonly fields: DataView;
  },
): ReadQuery | null {
  switch (file.type) {
    case 'eql': {
      const query = parseEqlQuery(problems, document, file, context);
      const { timestamp_field, event_category_override, tiebreaker_field } = file;
      const names = { timestamp_field, event_category_override, tiebreaker_field };
      return query && { language: 'eql', ...query, names };
    }
    case 'esql': {
      const query = parseEsqlQuery(problems, document, file.query, context);
      return query && { language: 'esql', ...query };
    }
    default: {
      const query = parseQuery(problems, document, file.query, context);
      return query && { language: 'kql', ...query };
    }
  }
}

function resolveStreams(
  problems: Problem[],
  document: YamlDocument,
  named: string | readonly string[],
  known: ReadonlyMap<string, Stream>,
): readonly [Stream, ...Stream[]] | undefined {
  const datasets = typeof named === 'string' ? [named] : named;
  const streams = datasets.flatMap((dataset, index) => {
    const stream = known.get(dataset);
    if (stream) return [stream];
    problems.push(
      document.problem(typeof named === 'string' ? ['stream'] : ['stream', index], {
        code: 'RULE_UNKNOWN_STREAM',
        message: `no stream “${dataset}” in package-content/streams.yml`,
        found: dataset,
        expected: [...known.keys()].join(', '),
        hint: `Name one of the streams${nearest(dataset, known.keys())}.`,
      }),
    );
    return [];
  });
  const [first, ...others] = streams;
  return first && streams.length === datasets.length ? [first, ...others] : undefined;
}

function timestampOverride(file: RuleFile, defaults: RuleDefaults): string | undefined {
  return file.type === 'threshold' && file.clock.by === '@timestamp'
    ? undefined
    : defaults.timestamp_override;
}

function tagsOf(
  file: RuleFile,
  defaults: RuleDefaults,
  streams: readonly Stream[],
  threat: readonly (Threat | undefined)[],
): string[] {
  const tactics = threat.flatMap((row) => (row ? [`Tactic: ${row.tactic.name}`] : []));
  return [
    ...new Set([
      ...defaults.tags,
      ...streams.map(({ config }) => `Data Source: ${config.data_source}`),
      `Use Case: ${file.use_case ?? defaults.use_case}`,
      ...tactics,
      'Resources: Investigation Guide',
      ...(file.deprecated ? [DEPRECATED_TAG] : []),
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
