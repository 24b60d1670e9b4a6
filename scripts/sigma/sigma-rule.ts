import type { KqlRule, Pack, Rule, ThresholdRule } from '../content';
import type { SigmaDetection } from './detection';
import { detectionOf } from './detection';
import type { SigmaLogsource } from './logsource';
import { logsourceOf } from './logsource';
import { notExpressible } from './not-expressible';
import { translateKql } from './translate-kql';

type SigmaStatus = 'test' | 'experimental' | 'deprecated';
type SigmaLevel = 'informational' | Rule['severity'];

/** A rule by the names of sigma-detection-rule-schema 2.0.0; keys stand in the order in which files show them. */
export interface SigmaRule {
  readonly title: string;
  readonly id: string;
  readonly related?: readonly { readonly id: string; readonly type: 'similar' }[];
  readonly taxonomy: 'ecs';
  readonly status: SigmaStatus;
  readonly description: string;
  readonly license: string;
  readonly references: readonly string[];
  readonly author: string;
  readonly tags: readonly string[];
  readonly logsource: SigmaLogsource;
  readonly detection: SigmaDetection;
  readonly falsepositives: readonly string[];
  readonly level: SigmaLevel;
}

/** The Sigma rule of a rule; it has the rule’s own id. Throws {@link NotExpressible}. */
export function sigmaRule(rule: Rule, pack: Pick<Pack, 'rules'>): SigmaRule {
  const detection = detectionOf(translateKql(queryRule(rule).ast, rule.fields));
  return {
    title: rule.name,
    id: rule.id,
    ...successor(rule, pack),
    taxonomy: 'ecs',
    status: statusOf(rule),
    description: rule.description.trim(),
    license: rule.license,
    references: [...new Set(rule.references)],
    author: rule.author.join(', '),
    tags: tagsOf(rule),
    logsource: logsourceOf(rule),
    detection,
    falsepositives: [...new Set(rule.false_positives.map((text) => text.trim()))],
    level: rule.building_block ? 'informational' : rule.severity,
  };
}

function queryRule(rule: Rule): KqlRule {
  switch (rule.type) {
    case 'query':
      return rule;
    case 'threshold':
      return notExpressible(thresholdReason(rule));
    case 'new_terms':
      return notExpressible(
        `it alerts when ${list(rule.new_terms_fields)} ${seen(rule.new_terms_fields)} for the first time, and Sigma compares with no history`,
      );
    case 'eql':
      return notExpressible(
        'it is an EQL sequence; of the backends for Elasticsearch only the one for EQL converts a Sigma correlation of that kind, without runs and until',
      );
    case 'esql':
      return notExpressible('it asks for events that are missing, which Sigma cannot say');
  }
}

/** Why a Sigma correlation (event_count, value_count) would not find the same. */
function thresholdReason({ threshold, clock }: ThresholdRule): string {
  const { field, value, cardinality } = threshold;
  const [distinct] = cardinality ?? [];
  const counted = [
    ...(value > 1 || distinct === undefined ? [`${value} events`] : []),
    ...(distinct === undefined ? [] : [`${distinct.value} values of \`${distinct.field}\``]),
  ];
  const reasons = [
    ...(counted.length > 1 ? ['a Sigma correlation has one condition'] : []),
    ...(clock.by === 'event.ingested'
      ? ['Sigma counts by the time of events, this rule by their arrival']
      : []),
    'the Lucene backend converts no correlation, and the one for ES|QL counts in fixed spans of time',
  ];
  return `it counts ${counted.join(' and ')} by ${list(field)}: ${reasons.join('; ')}`;
}

function seen(fields: readonly string[]): string {
  return fields.length > 1 ? 'are seen together' : 'is seen with a value';
}

function list(fields: readonly string[]): string {
  return fields.map((field) => `\`${field}\``).join(' and ');
}

function successor(rule: Rule, { rules }: Pick<Pack, 'rules'>): Pick<SigmaRule, 'related'> {
  const slug = rule.deprecated?.replaced_by;
  const other = slug === undefined ? undefined : rules.find((one) => one.slug === slug);
  return other === undefined ? {} : { related: [{ id: other.id, type: 'similar' }] };
}

/** No rule is `stable`: that asks for a long time in several production environments. */
function statusOf({ status, deprecated }: Rule): SigmaStatus {
  if (deprecated !== undefined) return 'deprecated';
  return status === 'documented' ? 'test' : 'experimental';
}

/** Tactics by their short names, techniques in lower case (sigma-appendix-tags 2.1.0). */
function tagsOf({ threat }: Rule): readonly string[] {
  const tactics = threat.map(({ tactic }) => tactic.shortname);
  const techniques = threat.flatMap((row) => row.techniques.map(({ id }) => id.toLowerCase()));
  return [...new Set([...tactics, ...techniques])].map((name) => `attack.${name}`);
}
