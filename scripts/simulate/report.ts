/** How often something happened in a day: over the days of the report. */
export interface DailyFigures {
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
}

/** What one rule did over the days. Shares are between 0 and 1; undefined where nothing is known or there is none. */
export interface RuleFigures {
  readonly slug: string;
  readonly name: string;
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  readonly alerts: number;
  readonly alertsPerDay: DailyFigures;
  /** Alerts on a labelled event; undefined for a log without labels. */
  readonly trueAlerts: number | undefined;
  readonly falseAlerts: number | undefined;
  /** Undefined without alerts or without labels. */
  readonly precision: number | undefined;
  /** Of the labelled events of the rule, those with an alert; undefined where no label names the rule. */
  readonly recall: number | undefined;
  /** From event to alert; undefined without alerts. */
  readonly delaySeconds: { readonly median: number; readonly p95: number } | undefined;
  /** Alerts that there would be if records came at once and max_signals had no end. */
  readonly lost: { readonly lateness: number; readonly maxSignals: number };
  /** Alerts on an event that has one already. */
  readonly duplicates: number;
}

/** Alerts of one day (UTC). */
export interface DayFigures {
  /** e.g. `2026-03-02`. */
  readonly day: string;
  readonly alerts: Readonly<Record<RuleFigures['severity'], number>>;
}

/** One row of a sweep: the whole simulation with this lookback and this lag of arrival. */
export interface SweepFigures {
  /** e.g. `event.ingested` or `@timestamp`. */
  readonly clock: string;
  readonly lookbackMinutes: number;
  readonly lagMinutes: number;
  /** Share of the alerts that are lost, 0 to 1. */
  readonly lost: number;
}

/** The outcome of a simulation, or of running the rules over a cluster's past. */
export interface SimulationReport {
  readonly kind: 'simulation' | 'noise';
  /** What was simulated, in a sentence, e.g. `1,000 users, seed 7`. */
  readonly source: string;
  /** ISO 8601, UTC; from inclusive, to exclusive. */
  readonly from: string;
  readonly to: string;
  /** Undefined where nobody counted them. */
  readonly records: number | undefined;
  /** By slug. */
  readonly rules: readonly RuleFigures[];
  readonly days: readonly DayFigures[];
  /** Slugs of the rules that could not run here, of which nothing is known (ES|QL). */
  readonly notRun: readonly string[];
  /** Every record late by the same; empty where none was asked for. */
  readonly sweep: readonly SweepFigures[];
  /** The same with each record as late as the log says, a row a clock and lookback. */
  readonly sweepDelivered: readonly Omit<SweepFigures, 'lagMinutes'>[];
}
