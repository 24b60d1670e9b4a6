import type { Rule } from '../content';
import { parseEql } from '../eql';
import { parseKql } from '../kql';
import { RuleDispatcher } from './dispatch';

const kql = (slug: string, query: string): Rule =>
  ({ slug, type: 'query', ast: parseKql(query) }) as unknown as Rule;
const eql = (slug: string, query: string): Rule =>
  ({ slug, type: 'eql', eql: parseEql(query) }) as unknown as Rule;

const dispatcher = new RuleDispatcher([
  kql('send', 'event.dataset: a and event.action: (Send or SendAs)'),
  kql('either', 'event.dataset: a and (event.action: Send or (event.action: Move and user.id: x))'),
  kql('other-dataset', 'event.dataset: b and event.action: Send'),
  kql('any-action', 'event.dataset: a and user.id: x'),
  eql(
    'sequence',
    `sequence by u [any where event.dataset == "a" and event.action == "Move"]
    [any where event.dataset == "a" and event.action in ("Read", "Send")]`,
  ),
]);

test.each([
  [{ dataset: 'a', action: 'Send' }, ['any-action', 'either', 'send', 'sequence']],
  [{ dataset: 'a', action: 'Move' }, ['any-action', 'either', 'sequence']],
  [{ dataset: 'b', action: 'Send' }, ['any-action', 'other-dataset']],
  [{ dataset: 'a', action: 'None' }, ['any-action']],
  [{ dataset: 'a', action: ['None'] }, ['any-action', 'either', 'other-dataset', 'send', 'sequence']],
])('%j meets %j', (event, slugs) => {
  expect(
    dispatcher
      .candidates({ event })
      .map(({ slug }) => slug)
      .sort(),
  ).toEqual(slugs);
});
