import { getKey, isJsonObject } from '../../base/json';
import type { RuleCheck } from '../check';
import { listOf } from '../subject';

export const thresholdValue: RuleCheck = {
  code: 'THRESHOLD_VALUE',
  severity: 'warning',
  title: 'A threshold rule counts to two at least, in groups, each group field once.',
  why: 'A threshold of one alerts on every event, with an alert that lacks the event’s fields: a query rule with suppression says more. Without group fields one alert stands for the whole tenant.',
  bad: '"threshold": { "field": [], "value": 1 }',
  mend: 'Raise the value or name group fields; or make it a query rule with suppression.',
  *run({ body }) {
    const threshold = getKey(body, 'threshold');
    if (!isJsonObject(threshold)) return;
    const field = getKey(threshold, 'field');
    const fields = (typeof field === 'string' ? [field] : listOf(field)).filter((name) => name !== '');
    const path = ['threshold', 'field'];
    const counted = listOf(getKey(threshold, 'cardinality')).length > 0;
    if (getKey(threshold, 'value') === 1 && !counted)
      yield { path: ['threshold', 'value'], message: 'the threshold is 1', found: '1' };
    if (fields.length === 0) yield { path, message: 'the threshold has no group fields' };
    if (new Set(fields).size < fields.length) yield { path, message: 'a group field stands there twice' };
  },
};
