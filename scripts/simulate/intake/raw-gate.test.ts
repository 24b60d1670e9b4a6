import { resolve } from 'node:path';
import { ingestRequests, loadCases, pipelineFixtures } from '../../cases';
import { loadPack } from '../../content';
import type { Stream } from '../../content';
import { PROOF_NOW } from '../../verify';
import { rulesOf } from './match-records';
import { RawGate } from './raw-gate';
import { StreamMatcher } from './stream-matcher';

const pack = loadPack(resolve(__dirname, '../../..'));
const rules = pack.rules.filter(({ type }) => type !== 'esql');
const audit = pack.streams.get('o365.audit') as Stream;
const gate = new RawGate(audit, rulesOf(rules, 'o365.audit'));

/** Every raw record of the pack's cases and fixtures, by its stream. */
const records = [
  ...loadCases(pack).flatMap((one) =>
    ingestRequests({ ...one, records: one.records.slice(0, 10) }, PROOF_NOW).map(
      ({ stream, source, arrival }) => ({
        stream: [...pack.streams.values()].find(({ name }) => name === stream) as Stream,
        text: source['message'],
        arrival,
      }),
    ),
  ),
  ...pipelineFixtures(pack.root).map(({ dataStream, source, arrival }) => ({
    stream: [...pack.streams.values()].find(({ config }) => config.data_stream === dataStream) as Stream,
    text: source['message'],
    arrival,
  })),
].flatMap(({ text, ...rest }) => (typeof text === 'string' ? [{ text, ...rest }] : []));

test('no record of the pack that a rule matches is left out', () => {
  for (const stream of pack.streams.values()) {
    const own = rulesOf(rules, stream.dataset);
    const matcher = new StreamMatcher(stream, own, new Map());
    const streamGate = new RawGate(stream, own);
    const ofStream = records.filter((record) => record.stream === stream);
    const matched = ofStream.filter(({ text, arrival }) => matcher.match(text, arrival) !== undefined);
    expect(matched.length).toBeGreaterThan(5);
    expect(matched.filter(({ text }) => !streamGate.lets(text))).toEqual([]);
  }
});

test.each([
  ['an operation of no rule', { Operation: 'FileAccessed', Workload: 'SharePoint' }],
  ['an owner in a mailbox', { Operation: 'MailItemsAccessed', Workload: 'Exchange', LogonType: 0 }],
  ['an operation in another service', { Operation: 'MailItemsAccessed', Workload: 'Other', LogonType: 2 }],
  ['a meeting', { Operation: 'MeetingDetail', Workload: 'SkypeForBusiness' }],
  [
    'no stranger in Teams',
    { Operation: 'New', Workload: 'MicrosoftTeams', ParticipantInfo: { HasForeignTenantUsers: false } },
  ],
  ['no operation', { Workload: 'Exchange' }],
])('%s is left out', (_, record) => {
  expect(gate.lets(JSON.stringify(record))).toBe(false);
});

test.each([
  ['a delegate in a mailbox', { Operation: 'MailItemsAccessed', Workload: 'Exchange', LogonType: 2 }],
  ['an action that the pipeline renames', { Operation: 'Add user.', Workload: 'AzureActiveDirectory' }],
  [
    'a stranger in Teams, whatever the operation',
    { Operation: 'New', Workload: 'MicrosoftTeams', ParticipantInfo: { HasForeignTenantUsers: true } },
  ],
  ['what is in no clear place', { Operation: 'FileAccessed', Name: 'Operation' }],
  ['an escape', { Operation: 'FileAccessed', ObjectId: '\u0000' }],
  ['a list', { Operation: ['FileAccessed'] }],
])('%s gets in', (_, record) => {
  expect(gate.lets(JSON.stringify(record))).toBe(true);
});
