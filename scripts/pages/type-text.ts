import { ageOfDateMath, durationMilliseconds } from '../base/duration';
import { code } from '../base/markdown';
import type { EqlRule, NewTermsRule, Rule, Suppression, ThresholdRule } from '../content';
import type { EqlSequence, EqlTerm } from '../eql';
import { durationText } from './duration-text';

const TYPE_NAMES: Readonly<Record<Rule['type'], string>> = {
  query: 'Custom query (KQL)',
  threshold: 'Threshold (KQL)',
  new_terms: 'New terms (KQL)',
  eql: 'Event correlation (EQL)',
  esql: 'ES|QL',
};

/** The rule's type as Kibana calls it, with the language of its query. */
export function typeName({ type }: Rule): string {
  return TYPE_NAMES[type];
}

/** What becomes an alert, by the rule's type; a paragraph. */
export function alertText(rule: Rule): string {
  switch (rule.type) {
    case 'query':
      return rule.suppression ? '' : 'Each event that matches is an alert.';
    case 'threshold':
      return thresholdText(rule);
    case 'new_terms':
      return newTermsText(rule);
    case 'eql':
      return eqlText(rule);
    case 'esql':
      return 'Each row of the answer is an alert. Runs on an Elasticsearch with ES|QL only.';
  }
}

function thresholdText({ threshold: { field, value, cardinality = [] } }: ThresholdRule): string {
  const each =
    field.length === 0 ? '' : ` each ${field.length === 1 ? '' : 'combination of '}${fieldList(field)} with`;
  const spread = cardinality.map(
    ({ field: counted, value: least }) =>
      `, among them at least ${least} different values of ${code(counted)}`,
  );
  return `One alert for${each} ${value} or more matching events in the window${spread.join('')}.`;
}

function newTermsText({ new_terms_fields, history_window_start, from }: NewTermsRule): string {
  const history = durationText(ageOfDateMath(history_window_start));
  const what = new_terms_fields.length === 1 ? 'value' : 'combination';
  return (
    `One alert for each ${what} of ${fieldList(new_terms_fields)} that no matching event of the last ${history} had ` +
    `(${code(history_window_start)} to ${code(from)}); it carries the first event. An event that lacks one of the ` +
    `fields has no ${what}. As much history must be stored before “new” means new.`
  );
}

function eqlText({ eql }: EqlRule): string {
  if (eql.type === 'event') return 'Each event that matches is an alert.';
  return [sequenceText(eql), untilText(eql)].join('');
}

function sequenceText({ terms, by, maxspan }: EqlSequence): string {
  const steps = terms.map(({ runs }) => runs).reduce((sum, runs) => sum + runs, 0);
  const within = maxspan === undefined ? '' : `, within ${durationText(maxspan)}`;
  return (
    `One alert for each sequence of ${steps} events in the order of the query${within}${joinText(by, terms)}. ` +
    'Beneath it lies a building block alert for every event.'
  );
}

/** By which fields the events belong together: those of the sequence, and those that the events name each. */
function joinText(by: EqlSequence['by'], terms: readonly EqlTerm[]): string {
  const common = by.map(({ name }) => name);
  const own = (terms[0]?.by ?? []).map((_, index) =>
    terms.map((term) => code(term.by[index]?.name ?? '')).join(' = '),
  );
  const same = common.length === 0 ? [] : [`the same ${fieldList(common)}`];
  const joined = [...same, ...own];
  return joined.length === 0 ? '' : `, with ${joined.join(' and ')}`;
}

function untilText({ until }: EqlSequence): string {
  return until === undefined ? '' : ' An event of the `until` part in between ends it.';
}

/** How alerts are suppressed; undefined where they are not. */
export function suppressionText(rule: Rule): string | undefined {
  const { suppression } = rule;
  if (suppression === undefined) return undefined;
  if (!('group_by' in suppression))
    return `one alert a group in ${durationText(durationMilliseconds(suppression.duration))}`;
  const { group_by, duration } = suppression;
  const time = duration === undefined ? 'a run' : `in ${durationText(durationMilliseconds(duration))}`;
  return `one alert ${time} for the same ${fieldList(group_by)}; ${missingText(suppression)}`;
}

function missingText({ group_by, missing_fields }: Suppression): string {
  const without = `events without ${group_by.length === 1 ? 'it' : 'one of them'}`;
  return missing_fields === 'suppress' ? `${without} are grouped too` : `${without} alert each`;
}

function fieldList(fields: readonly string[]): string {
  return fields.map(code).join(fields.length === 2 ? ' and ' : ', ');
}
