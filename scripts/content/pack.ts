import type { YamlDocument } from '../base/yaml';
import type { PipelineDefinition, PipelineSet } from '../ingest/types';
import type { KqlNode } from '../kql';
import type { FieldCatalogue } from '../query-dsl';
import type { IndexMapping, QueryDsl } from '../query-dsl/types';
import type { JsonObject } from '../base/json';
import type { Attack, AttackTactic, AttackTechnique } from './attack';
import type { RuleDefaults, RuleFile } from './rule-schema';
import type { StreamsFile } from './stream-schema';
import type { Tenant } from './tenant-schema';

/** A data stream of the pack, rendered and checked. */
export interface Stream {
  /** event.dataset, e.g. `o365.audit`. */
  readonly dataset: string;
  readonly config: StreamsFile[string];
  /** Data stream name, e.g. `logs-o365_rulepack.audit-default`. */
  readonly name: string;
  readonly mapping: IndexMapping;
  readonly settings: JsonObject;
  /** Every field as the index knows it, also those that dynamic mapping would make. */
  readonly fields: FieldCatalogue;
  /** The fields that the data stream declares, by name or by pattern; queries may name these only. */
  readonly declaredFields: FieldCatalogue;
  readonly pipelines: Readonly<Record<string, PipelineDefinition>>;
  readonly defaultPipeline: string;
  /** The pipelines compiled for the embedded engine. */
  readonly compiled: PipelineSet;
}

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
  readonly stream: Stream;
  readonly index: readonly string[];
  /** KQL with the tenant's lists filled in. */
  readonly query: string;
  readonly ast: KqlNode;
  /** The query as Kibana sends it, without window. */
  readonly dsl: QueryDsl;
  readonly threat: readonly Threat[];
  /** undefined: the rule's clock is @timestamp. */
  readonly timestampOverride: string | undefined;
  /** Rendered Markdown. */
  readonly note: string;
  readonly setup: string;
  /** Kibana tags, the derived ones included. */
  readonly tags: readonly string[];
}

export interface QueryRule extends RuleBase {
  readonly type: 'query';
}

type ThresholdFile = Extract<RuleFile, { type: 'threshold' }>;

export interface ThresholdRule extends RuleBase, Pick<ThresholdFile, 'threshold' | 'clock'> {
  readonly type: 'threshold';
}

type NewTermsFile = Extract<RuleFile, { type: 'new_terms' }>;

export interface NewTermsRule
  extends RuleBase, Pick<NewTermsFile, 'new_terms_fields' | 'history_window_start'> {
  readonly type: 'new_terms';
}

/** A rule with its defaults, its rendered query and everything it refers to. */
export type Rule = QueryRule | ThresholdRule | NewTermsRule;

/** The whole content, loaded and checked. */
export interface Pack {
  /** Absolute path of the checkout. */
  readonly root: string;
  readonly rules: readonly Rule[];
  readonly streams: ReadonlyMap<string, Stream>;
  readonly tenant: Tenant;
  readonly attack: Attack;
}
