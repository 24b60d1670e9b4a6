import type { Rule } from '../../content';
import { BucketWatch } from './bucket-watch';
import { QueryWatch } from './query-watch';
import { SequenceWatch } from './sequence-watch';
import { TermsWatch } from './terms-watch';
import type { Watch } from './watch';

/** The watch for a rule's type. An ES|QL rule does not run here. */
export function watchOf(rule: Rule): Watch {
  switch (rule.type) {
    case 'threshold':
      return new BucketWatch(rule.threshold.value);
    case 'new_terms':
      return new TermsWatch(rule);
    case 'eql':
      return new SequenceWatch(rule.eql, rule.suppression !== undefined);
    case 'query':
      if (rule.suppression === undefined) return new QueryWatch(rule.max_signals);
      return new BucketWatch(
        1,
        rule.suppression.missing_fields === 'doNotSuppress' ? rule.max_signals : Infinity,
      );
    case 'esql':
      throw new TypeError(`${rule.slug} runs on an Elasticsearch with ES|QL only`);
  }
}
