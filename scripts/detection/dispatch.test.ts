import { parseKql } from '../kql';
import { demandedValues } from './dispatch';

describe('demandedValues', () => {
  test.each([
    ['event.action: "Send" and user.id: *', ['Send']],
    ['user.id: * and event.action: (Send or "SendAs")', ['Send', 'SendAs']],
    ['event.action: Send', ['Send']],
    ['(event.action: Send or event.action: SendAs) and user.id: *', ['Send', 'SendAs']],
  ])('%s demands %j', (query, values) => {
    expect(demandedValues(parseKql(query), 'event.action')).toEqual(values);
  });

  test.each([
    ['a wildcard', 'event.action: Send*'],
    ['an alternative without it', 'event.action: Send or user.id: *'],
    ['a negation', 'not event.action: Send'],
    ['a range', 'event.action >= "Send"'],
    ['existence', 'event.action: *'],
    ['another field', 'event.actions: Send'],
  ])('%s demands no value', (_, query) => {
    expect(demandedValues(parseKql(query), 'event.action')).toBeUndefined();
  });
});
