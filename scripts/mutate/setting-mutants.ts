import { ageOfDateMath } from '../base/duration';
import type { NewTermsRule, Rule, ThresholdRule } from '../content';

/** A rule that differs from the shipped one outside of its query. */
export interface SettingMutant {
  /** Path of the setting in the rule file, e.g. `threshold.value`. */
  readonly setting: string;
  readonly change: string;
  readonly rule: Rule;
  readonly wanted: string;
}

/** Windows and histories are moved by this part of their length. */
const SHARE = 0.2;

/** Mutants of what is not the query: window, clock, index patterns, threshold, cardinality, history. */
export function settingMutants(rule: Rule): SettingMutant[] {
  return [
    ...windowMutants(rule),
    ...clockMutants(rule),
    ...patternMutants(rule),
    ...suppressionMutants(rule),
    ...(rule.type === 'threshold' ? thresholdMutants(rule) : []),
    ...(rule.type === 'new_terms' ? newTermsMutants(rule) : []),
  ];
}

function windowMutants(rule: Rule): SettingMutant[] {
  const from = ageOfDateMath(rule.from);
  const to = ageOfDateMath(rule.to);
  const shift = (from - to) * SHARE;
  const moved = (setting: 'from' | 'to', ago: number, wanted: string): SettingMutant => ({
    setting,
    change: `${setting} ${ago === 0 ? 'now' : `now-${Math.round(ago / 1000)}s`}`,
    rule: { ...rule, [setting]: `now-${Math.round(ago / 1000)}s` },
    wanted,
  });
  return [
    moved('from', from - shift, 'a hit that arrived in the first fifth of the window'),
    moved('from', from + shift, 'a near miss that arrived just before the window'),
    ...(to > 0
      ? [
          moved('to', to + shift, 'a hit in the last fifth of the window'),
          moved('to', to - shift, 'a near miss just after the window'),
        ]
      : []),
  ];
}

function clockMutants(rule: Rule): SettingMutant[] {
  return [
    {
      setting: 'timestamp_override',
      change: rule.timestampOverride === undefined ? 'event.ingested' : '@timestamp',
      rule: {
        ...rule,
        timestampOverride: rule.timestampOverride === undefined ? 'event.ingested' : undefined,
      },
      wanted: 'a case whose events arrived long after they happened',
    },
  ];
}

function patternMutants(rule: Rule): SettingMutant[] {
  return rule.index.map((pattern, index) => ({
    setting: 'index',
    change: `index pattern ${pattern} dropped`,
    rule: { ...rule, index: rule.index.toSpliced(index, 1) },
    wanted: 'a hit in an index that this pattern alone names',
  }));
}

function suppressionMutants(rule: Rule): SettingMutant[] {
  if (rule.type !== 'query' && rule.type !== 'new_terms') return [];
  const { suppression } = rule;
  if (suppression === undefined) return [];
  const { group_by: fields } = suppression;
  return [
    {
      setting: 'suppression',
      change: 'dropped',
      rule: { ...rule, suppression: undefined },
      wanted: 'a hit with two events of one group and one alert',
    },
    ...(fields.length < 2
      ? []
      : fields.map((name, index) => ({
          setting: 'suppression.group_by',
          change: `group field ${name} dropped`,
          rule: { ...rule, suppression: { ...suppression, group_by: fields.toSpliced(index, 1) } },
          wanted: 'a hit with two events that differ in this field alone, and two alerts',
        }))),
  ];
}

function thresholdMutants(rule: ThresholdRule): SettingMutant[] {
  const { threshold } = rule;
  const { cardinality, field, value } = threshold;
  const [distinct] = cardinality ?? [];
  const changed = (
    setting: string,
    change: string,
    wanted: string,
    next: ThresholdRule['threshold'],
  ): SettingMutant => ({
    setting: `threshold.${setting}`,
    change,
    rule: { ...rule, threshold: next },
    wanted,
  });
  const atLeast = 'a hit at the threshold and a near miss just under it';
  return [
    changed('value', `value ${value + 1}`, atLeast, { ...threshold, value: value + 1 }),
    ...(value > 1
      ? [changed('value', `value ${value - 1}`, atLeast, { ...threshold, value: value - 1 })]
      : []),
    ...field.map((name, index) =>
      changed(
        'field',
        `group field ${name} dropped`,
        'a near miss that reaches the threshold over two values of this field',
        {
          ...threshold,
          field: field.toSpliced(index, 1),
        },
      ),
    ),
    ...(distinct === undefined
      ? []
      : [
          changed('cardinality', 'cardinality dropped', 'a near miss with too few distinct values', {
            field,
            value,
          }),
          ...[1, -1].map((step) =>
            changed(
              'cardinality',
              `cardinality ${distinct.value + step}`,
              'a hit with exactly as many distinct values and a near miss with one less',
              {
                ...threshold,
                cardinality: [{ ...distinct, value: distinct.value + step }],
              },
            ),
          ),
        ]),
  ];
}

function newTermsMutants(rule: NewTermsRule): SettingMutant[] {
  const history = ageOfDateMath(rule.history_window_start);
  const fields = rule.new_terms_fields;
  return [
    ...[1 - SHARE, 1 + SHARE].map((share) => ({
      setting: 'history_window_start',
      change: `history_window_start now-${Math.round((history * share) / 1000)}s`,
      rule: { ...rule, history_window_start: `now-${Math.round((history * share) / 1000)}s` },
      wanted:
        share < 1
          ? 'a near miss seen before in the first fifth of the history'
          : 'a hit seen before only just outside the history',
    })),
    ...(fields.length === 1
      ? []
      : fields.map((name, index) => ({
          setting: 'new_terms_fields',
          change: `field ${name} dropped`,
          rule: { ...rule, new_terms_fields: fields.toSpliced(index, 1) },
          wanted: 'a hit in which this field alone is new',
        }))),
  ];
}
