import { durationMilliseconds } from '../../base/duration';
import type { Rule } from '../../content';
import { initialState, runRule } from '../../detection';
import type { Alert, RunResult, Search } from '../../detection';
import type { MadeAlert } from '../made-alert';
import { GroupReader, RunDocuments } from './coverage';
import type { Covered } from './coverage';
import type { Entry } from './entry';
import { termsKey } from './field-keys';
import { groupFields } from './group-fields';
import type { GroupFields } from './group-fields';

/** More alerts than any run makes. */
export const NO_LIMIT = 1_000_000;

/** An alert to which alert suppression may add documents. */
interface GrowingAlert extends MadeAlert {
  readonly documents: number[];
  readonly labelled: string[];
}

/** Slugs by the id of the record that they are to find. */
export type Labels = ReadonlyMap<string, readonly string[]>;

/** One run's documents, oldest arrival first, and a search over them. */
export interface RunInput {
  readonly now: number;
  readonly previousRun: number | undefined;
  readonly entries: readonly Entry[];
  readonly search: Search;
  /** Alerts from before this time (epoch milliseconds) are on documents that no window shows any more. */
  readonly reach: number;
}

/** What a run came to. */
interface Answer extends Pick<RunResult, 'alerts' | 'truncated' | 'state'> {
  /** What would have alerted without alert suppression; none for a rule without it. */
  readonly candidates: readonly Alert[];
}

/** What Kibana keeps of a rule between its runs, and the alerts of them all. */
export class AlertTrack {
  readonly alerts: GrowingAlert[] = [];
  readonly #groups: GroupReader;
  readonly #suppressing: GroupReader | undefined;
  #state = initialState;
  #madeAt: readonly { readonly id: string; readonly at: number }[] = [];
  /** Documents in the windows for which an alert stands. */
  #covered = new Set<Entry>();
  /** By group of alert suppression: its latest alert. */
  #latest = new Map<string, GrowingAlert>();

  constructor(
    private readonly rule: Rule,
    private readonly labels: Labels | undefined,
  ) {
    this.#groups = new GroupReader(rule, groupFields(rule) ?? { fields: [], withMissing: false });
    this.#suppressing = suppressionReader(rule);
  }

  /** A track that goes on from here without a limit of alerts. */
  fork(): AlertTrack {
    const fork = new AlertTrack({ ...this.rule, max_signals: NO_LIMIT }, this.labels);
    for (const alert of this.alerts) fork.alerts.push(copyOf(alert));
    const copies = new Map(this.alerts.map((alert, place) => [alert, fork.alerts[place]]));
    for (const [group, alert] of this.#latest) fork.#latest.set(group, copies.get(alert) ?? copyOf(alert));
    fork.#state = this.#state;
    fork.#madeAt = this.#madeAt;
    fork.#covered = new Set(this.#covered);
    return fork;
  }

  /** Forgets documents that left the windows. */
  forget(left: readonly Entry[]): void {
    for (const entry of left) this.#covered.delete(entry);
  }

  /** Runs the rule, without taking down yet what came of it. */
  async ask({ now, previousRun, search }: RunInput): Promise<Answer> {
    const state = { ...this.#state, previousRun };
    const result = await runRule(this.rule, search, { now, state });
    if (this.#suppressing === undefined) return { ...result, candidates: [] };
    const rule = { ...this.rule, suppression: undefined, max_signals: NO_LIMIT };
    const free = { ...state, groupHistory: [], suppression: [] };
    const { alerts: candidates } = await runRule(rule, search, { now, state: free });
    return { ...result, candidates };
  }

  /** Takes down what came of a run; returns the documents that carry an alert now. */
  note({ alerts, candidates, state }: Answer, { now, entries, reach }: RunInput): ReadonlySet<Entry> {
    const documents = new RunDocuments(entries, this.#groups);
    const carriers = new Set<Entry>();
    for (const alert of alerts) {
      const covered = documents.of(alert);
      for (const carrier of covered.carriers) carriers.add(carrier);
      this.#record(alert, now, covered);
    }
    if (candidates.length > 0) this.#addSuppressed(candidates, documents, now);
    this.#madeAt = [...this.#madeAt, ...alerts.map(({ id }) => ({ id, at: now }))].filter(
      ({ at }) => at >= reach,
    );
    this.#state = { ...state, alertIds: new Set(this.#madeAt.map(({ id }) => id)) };
    return carriers;
  }

  #record(alert: Alert, at: number, { carriers, entries }: Covered): void {
    const fresh = entries.filter((entry) => !this.#covered.has(entry));
    const own = fresh.length > 0 ? new Set([...carriers, ...fresh]) : entries;
    const needed = carriers.length > 0 ? carriers : [...own];
    const made: GrowingAlert = {
      id: alert.id,
      at,
      occurred: needed.length > 0 ? Math.max(...needed.map(({ document }) => document.occurred)) : at,
      terms: alert.terms === undefined ? '' : JSON.stringify(alert.terms),
      documents: [],
      labelled: [],
    };
    this.#cover(made, own);
    this.alerts.push(made);
    for (const group of this.#groupsOf(alert, entries)) this.#latest.set(group, made);
  }

  #cover({ documents, labelled }: GrowingAlert, entries: Iterable<Entry>): void {
    for (const entry of entries) {
      const { number, document } = entry;
      this.#covered.add(entry);
      documents.push(number);
      if (this.labels?.get(document.id)?.includes(this.rule.slug)) labelled.push(document.id);
    }
  }

  /** What would have alerted but for suppression: the latest alert of its group stands for it. */
  #addSuppressed(candidates: readonly Alert[], documents: RunDocuments, now: number): void {
    const duration = this.rule.suppression?.duration;
    const since = duration === undefined ? now : now - durationMilliseconds(duration);
    for (const [group, { at }] of this.#latest) if (at < since) this.#latest.delete(group);
    for (const candidate of candidates) {
      const { entries } = documents.of(candidate);
      const open = entries.filter((entry) => !this.#covered.has(entry));
      const [alert] = this.#groupsOf(candidate, entries).flatMap((group) => this.#latest.get(group) ?? []);
      if (alert !== undefined) this.#cover(alert, open);
    }
  }

  /** The groups of alert suppression in which an alert is. */
  #groupsOf({ terms }: Alert, [first]: readonly Entry[]): readonly string[] {
    if (this.#suppressing === undefined || first === undefined) return [];
    return terms !== undefined && this.rule.type !== 'new_terms'
      ? [termsKey(terms)]
      : this.#suppressing.of(first);
  }
}

function suppressionReader(rule: Rule): GroupReader | undefined {
  if (rule.suppression === undefined) return undefined;
  // Buckets are suppressed by their own terms; others by the fields of the suppression.
  if (rule.type === 'threshold')
    return new GroupReader(rule, groupFieldsOf(rule.threshold.field, 'doNotSuppress'));
  return new GroupReader(rule, groupFieldsOf(rule.suppression.group_by, rule.suppression.missing_fields));
}

function groupFieldsOf(fields: readonly string[], missing: 'suppress' | 'doNotSuppress'): GroupFields {
  return { fields, withMissing: missing === 'suppress' };
}

function copyOf(alert: GrowingAlert): GrowingAlert {
  return { ...alert, documents: [...alert.documents], labelled: [...alert.labelled] };
}
