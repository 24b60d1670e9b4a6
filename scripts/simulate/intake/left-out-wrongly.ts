import { ContentError } from '../../base/errors';
import type { Rule } from '../../content';
import { demandsOf } from '../../detection';
import type { Emission } from '../../generate';

/** A record that the gate left out matches a rule: the pipeline does something that the gate does not understand. */
export function leftOutWrongly({ stream, text }: Emission, rule: Rule): ContentError {
  const ways = demandsOf(rule).map((way) =>
    [...way].map(([field, texts]) => `${field}: ${texts.map((one) => JSON.stringify(one)).join(' or ')}`),
  );
  return new ContentError({
    code: 'SIMULATE_LEFT_OUT',
    message: `a record of ${stream} without the texts that ${rule.slug} demands matches it all the same`,
    found: text.slice(0, 500),
    expected: ways.map((way) => way.join(' and ')).join('; or '),
    hint: `The pipeline of ${stream} makes such a text of another one: name it there as a whole, as a constant.`,
  });
}
