import fc from 'fast-check';
import { exactDouble, exactInteger } from '../../../scripts/base/java-number';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import type { AskedRule } from '../../../scripts/conformance/query-dsl-rule';
import { oneOrMany } from './documents';
import { rowsOf, type Tagged } from './tagged';
import { pick } from './values';

/** A rule and the moments at which it runs. */
export interface AskedRun {
  readonly rule: AskedRule;
  readonly runs: readonly number[];
}

/** Every run is at this moment or some minutes later. */
const NOW = Date.UTC(2026, 2, 10, 12);
const MINUTE = 60_000;

/** Ages in milliseconds: at the edges of the windows, one millisecond to each side, and anywhere between. */
const age = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -6, max: 62 }).map((minutes) => minutes * MINUTE) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(0, 5, 10, 15, 30, 35, 60), fc.constantFrom(0, 1, -1))
      .map(([minutes, shift]) => minutes * MINUTE + shift),
  },
);

const time = age.map((before): JsonValue => new Date(NOW - before).toISOString());

const users = pick<JsonValue>('ann', 'bob', 'cid', 'Ann', '', 'a user whose name is too long');
const hosts = pick<JsonValue>('h1', 'h2', 'h3', 'h4');

/** An event; its arrival (`event.ingested`) may be missing. */
const event: fc.Arbitrary<JsonObject> = fc.record(
  {
    '@timestamp': time,
    event: fc.record({ ingested: time, action: pick('a', 'a', 'a', 'b') }, { requiredKeys: ['action'] }),
    user: oneOrMany(users).map((name): JsonValue => ({ name })),
    host: oneOrMany(hosts).map((name): JsonValue => ({ name })),
    ip: oneOrMany(pick<JsonValue>('192.0.2.1', '192.0.2.2', '::1', '10.0.0.1')),
    port: oneOrMany(pick<JsonValue>(1, 22, 443, -1, exactInteger(2n ** 53n + 1n), exactDouble(22))),
    label: oneOrMany(pick<JsonValue>('x', 'y', '')).map((team): JsonValue => ({ team, other: 'z' })),
    ok: oneOrMany(pick<JsonValue>(true, false)),
    score: oneOrMany(pick<JsonValue>(0.5, 1, 1.5)),
    seen: oneOrMany(pick<JsonValue>('2026-03-10T11:00:00.000Z', '2026-03-09', 1773100800000)),
  },
  { requiredKeys: ['@timestamp', 'event'] },
);

const groupField = pick(
  'user.name',
  'host.name',
  'ip',
  'port',
  'ok',
  'score',
  'seen',
  'label.team',
  'nowhere',
);

const queries: readonly JsonObject[] = [
  { match_all: {} },
  { bool: { should: [{ term: { 'event.action': { value: 'a' } } }], minimum_should_match: 1 } },
  { bool: { must_not: { bool: { should: [{ match: { ok: true } }], minimum_should_match: 1 } } } },
  { bool: { should: [{ exists: { field: 'user.name' } }], minimum_should_match: 1 } },
];

const common = fc.record({
  dsl: fc.constantFrom(...queries),
  from: pick('now-30m', 'now-10m', 'now-60m'),
  to: pick('now', 'now', 'now-5m'),
  interval: pick('5m', '10m'),
  max_signals: pick<JsonValue>(100, 100, 1, 2, 3, 5),
  timestampOverride: pick('event.ingested', 'event.ingested', '@timestamp'),
});

const query: fc.Arbitrary<Tagged<JsonObject>> = fc.constant({
  features: ['query rule'],
  value: { type: 'query' },
});

const threshold: fc.Arbitrary<Tagged<JsonObject>> = fc
  .record({
    field: fc.uniqueArray(groupField, { maxLength: 3 }),
    value: pick<JsonValue>(1, 2, 3, 5),
    cardinality: fc.oneof(
      fc.constant(undefined),
      fc.tuple(groupField, pick<JsonValue>(1, 2, 3)).map(([field, value]) => [{ field, value }]),
    ),
  })
  .map(({ field, value, cardinality }) => ({
    features: [
      'threshold rule',
      field.length === 0
        ? 'threshold rule: without groups'
        : `threshold rule: ${field.length} group field(s)`,
      ...(cardinality === undefined ? [] : ['threshold rule: cardinality']),
    ],
    value: { type: 'threshold', threshold: { field, value, ...(cardinality && { cardinality }) } },
  }));

const newTerms: fc.Arbitrary<Tagged<JsonObject>> = fc
  .record({
    new_terms_fields: fc.uniqueArray(groupField, { minLength: 1, maxLength: 3 }),
    history_window_start: pick('now-60m', 'now-2h', 'now-14d'),
  })
  .map((given) => ({
    features: ['new_terms rule', `new_terms rule: ${given.new_terms_fields.length} field(s)`],
    value: { type: 'new_terms', ...given },
  }));

const rule: fc.Arbitrary<Tagged<AskedRun>> = fc
  .tuple(
    common,
    fc.oneof(query, threshold, newTerms),
    fc.array(pick(0, 5, 5, 10, 60, 1), { minLength: 1, maxLength: 3 }),
  )
  .map(([shared, own, delays]) => {
    let now = NOW;
    const runs = delays.map((minutes) => (now += minutes * MINUTE));
    const rows = {
      features: [
        ...(shared.timestampOverride === 'event.ingested' ? ['timestamp_override'] : []),
        ...(Number(shared.max_signals) < 100 ? ['rule: low max_signals'] : []),
        ...(runs.length > 1 ? ['rule: several runs'] : []),
      ],
      value: null,
    };
    return {
      features: rowsOf(own, rows),
      value: { rule: { id: 'rule-1', index: ['logs-o365'], ...shared, ...own.value }, runs },
    };
  });

/** Events, and rules that run over them. */
export const rules = fc.record({
  events: fc.array(event, { minLength: 1, maxLength: 30, size: 'max' }),
  rules: fc.array(rule, { minLength: 1, maxLength: 24, size: 'max' }),
});
