import type { YamlDocument } from '../base/yaml';
import type { EqlQuery } from '../eql';
import type { KqlNode } from '../kql';
import type { QueryDsl } from '../query-dsl/types';
import type { Attack, AttackTactic, AttackTechnique } from './attack';
import type { DataView } from './data-view';
import type { Deprecation } from './deprecation';
import type { RuleDefaults, RuleFile } from './rule-schema';
import type { Stream } from './stream';
import type { Tenant } from './tenant-schema';

export type { Stream } from './stream';

/** One row of a rule's ATT&CK mapping, with names and links from the ATT&CK data. */
export interface Threat {
  readonly tactic: AttackTactic;
  readonly techniques: readonly AttackTechnique[];
}

interface RuleBase {
  /** Fixed UUID; Kibana's `rule_id`. */
  readonly id: string;
  /** File name without ending; unique in the pack. */
  readonly slug: string;
  /** Folder under rules/, e.g. `exchange`. */
  readonly service: string;
  readonly document: YamlDocument;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly status: RuleFile['status'];
  /** Set: the rule ships for those who have it, named and tagged as deprecated and switched off. */
  readonly deprecated: Deprecation | undefined;
  readonly severity: RuleDefaults['severity'];
  readonly risk_score: number;
  readonly enabled: boolean;
  readonly interval: string;
  readonly from: string;
  readonly to: string;
  readonly max_signals: number;
  readonly author: readonly string[];
  readonly license: string;
  readonly references: readonly string[];
  readonly false_positives: readonly string[];
  /** Where its events come from, in the order of the rule's file. */
  readonly streams: readonly [Stream, ...Stream[]];
  /** The fields of all its streams. */
  readonly fields: DataView;
  /** Index patterns: those of its streams, each once. */
  readonly index: readonly string[];
  /** The query in the rule's language, with the tenant's lists filled in. */
  readonly query: string;
  readonly threat: readonly Threat[];
  /** How noisy it is meant to be. */
  readonly noise: string;
  /** Its alerts are hidden by default. */
  readonly building_block: boolean;
  /** undefined: the rule's clock is @timestamp. */
  readonly timestampOverride: string | undefined;
  /** Rendered Markdown. */
  readonly note: string;
  readonly setup: string;
  /** Kibana tags, the derived ones included. */
  readonly tags: readonly string[];
}

/** What rules in KQL have. */
interface KqlRuleBase extends RuleBase {
  readonly ast: KqlNode;
  /** The query as Kibana sends it, without window. */
  readonly dsl: QueryDsl;
}

/** Kibana’s alert suppression, defaults filled in. */
export interface Suppression {
  readonly group_by: readonly string[];
  /** e.g. `1h`; undefined: per run. */
  readonly duration: string | undefined;
  readonly missing_fields: 'suppress' | 'doNotSuppress';
}

export interface QueryRule extends KqlRuleBase {
  readonly type: 'query';
  readonly suppression: Suppression | undefined;
}

type ThresholdFile = Extract<RuleFile, { type: 'threshold' }>;

export interface ThresholdRule extends KqlRuleBase, Pick<ThresholdFile, 'threshold' | 'clock'> {
  readonly type: 'threshold';
  /** Groups are those of the threshold. */
  readonly suppression: { readonly duration: string } | undefined;
}

type NewTermsFile = Extract<RuleFile, { type: 'new_terms' }>;

export interface NewTermsRule
  extends KqlRuleBase, Pick<NewTermsFile, 'new_terms_fields' | 'history_window_start'> {
  readonly type: 'new_terms';
  readonly suppression: Suppression | undefined;
}

type EqlFile = Extract<RuleFile, { type: 'eql' }>;

export interface EqlRule
  extends RuleBase, Pick<EqlFile, 'timestamp_field' | 'event_category_override' | 'tiebreaker_field'> {
  readonly type: 'eql';
  readonly suppression: Suppression | undefined;
  readonly eql: EqlQuery;
}

/** Runs on an Elasticsearch with ES|QL only; the query names its indices itself. */
export interface EsqlRule extends RuleBase {
  readonly type: 'esql';
  readonly suppression: Suppression | undefined;
}

/** Rules whose query is KQL. */
export type KqlRule = QueryRule | ThresholdRule | NewTermsRule;

/** A rule with its defaults, its rendered query and everything it refers to. */
export type Rule = KqlRule | EqlRule | EsqlRule;

/** The group fields of alert suppression; a threshold rule has none beside its own. */
export function suppressionFields(rule: Rule): readonly string[] {
  return rule.type === 'threshold' ? [] : (rule.suppression?.group_by ?? []);
}

export function isKqlRule(rule: Rule): rule is KqlRule {
  return rule.type !== 'eql' && rule.type !== 'esql';
}

/** The whole content, loaded and checked. */
export interface Pack {
  /** Absolute path of the checkout. */
  readonly root: string;
  /** What a rule is when its own file does not say otherwise. */
  readonly defaults: RuleDefaults;
  readonly rules: readonly Rule[];
  readonly streams: ReadonlyMap<string, Stream>;
  readonly tenant: Tenant;
  readonly attack: Attack;
}
