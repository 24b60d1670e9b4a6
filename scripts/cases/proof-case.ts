import type { JsonObject } from '../base/json';
import type { YamlDocument, YamlPath } from '../base/yaml';
import type { Rule, Stream } from '../content';

/** One record of a case, ready to be dated and sent. */
export interface CaseRecord {
  readonly stream: Stream;
  /** Finished documents: the index beside the stream in which it lies; undefined: in the stream itself. */
  readonly index: string | undefined;
  /** `record`: raw, as Microsoft sends it; `text`: no JSON object; `ecs`: a finished document. */
  readonly content:
    | { readonly kind: 'record' | 'ecs'; readonly value: JsonObject }
    | { readonly kind: 'text'; readonly value: string };
  /** Milliseconds before the moment of proof (0 or negative) at which it happened. */
  readonly at: number;
  /** Likewise: when it reached Elasticsearch. */
  readonly ingested: number;
  /** Tells records of a case apart; re-deliveries of one record share it. */
  readonly identity: string;
}

/** A hit or a near miss of a rule, expanded. */
export interface ProofCase {
  readonly rule: Rule;
  readonly id: string;
  /** `<service>/<slug>#<id>`; unique in the pack. */
  readonly key: string;
  readonly kind: 'hit' | 'near_miss';
  /** What happens in it; for a near miss, the one change. */
  readonly title: string;
  /** Near miss: the hit that it differs from in one change. */
  readonly of?: string;
  readonly records: readonly CaseRecord[];
  /** When the rule runs, milliseconds relative to the moment of proof, ascending. */
  readonly runs: readonly number[];
  readonly expectedAlerts: number;
  readonly document: YamlDocument;
  readonly path: YamlPath;
}
