import type { BulkAnswer } from './bulk-client';
import { sendDocuments } from './send-documents';

const signal = new AbortController().signal;
const created = { status: 201, index: '.ds-s-000001', type: undefined, reason: undefined };

/** Answers a request by its documents, of a letter each. */
async function send(
  documents: string,
  answer: (documents: string) => BulkAnswer,
): Promise<{ outcomes: unknown[]; requests: string[] }> {
  const requests: string[] = [];
  const outcomes = await sendDocuments(
    (_stream, body) => {
      requests.push(body);
      return Promise.resolve(answer(body));
    },
    's',
    documents.split(''),
    signal,
  );
  return { outcomes, requests };
}

const items = (documents: string): BulkAnswer => ({
  kind: 'items',
  items: documents
    .split('')
    .map((name) => (name === 'x' ? { ...created, status: 400, reason: 'no' } : created)),
});

test('says of each document what became of it', async () => {
  const { outcomes, requests } = await send('axb', items);
  expect(outcomes).toMatchObject([
    { do: 'present' },
    { do: 'refused', refusal: { message: 'no' } },
    { do: 'present' },
  ]);
  expect(requests).toEqual(['axb']);
});

test('finds in halves the one for which a request is refused as a whole', async () => {
  const { outcomes, requests } = await send('abcdL', (body) =>
    body.includes('L') ? { kind: 'refused', status: 413, type: undefined, reason: 'large' } : items(body),
  );
  expect(outcomes.map((outcome) => (outcome as { do: string }).do)).toEqual([
    ...Array<string>(4).fill('present'),
    'refused',
  ]);
  expect(outcomes[4]).toMatchObject({ tooLarge: true, refusal: { message: 'large' } });
  expect(requests).toEqual(['abcdL', 'abc', 'dL', 'd', 'L']);
});

test.each<[string, BulkAnswer, object]>([
  ['503', { kind: 'refused', status: 503, type: 'busy', reason: 'x' }, { code: 'busy', stuck: false }],
  ['a key that may not', { kind: 'refused', status: 403, type: 'sec', reason: 'x' }, { stuck: true }],
  ['no key', { kind: 'no-key', message: 'x' }, { code: 'SECRET', stuck: true }],
  ['no answer', { kind: 'unanswered', code: 'ECONNRESET', message: 'x', sent: true }, { code: 'ECONNRESET' }],
  ['an answer about others', { kind: 'items', items: [created] }, { code: 'STRANGE_ANSWER' }],
])('%s: all of them are to be sent again', async (_what, answer, obstacle) => {
  const { outcomes, requests } = await send('ab', () => answer);
  expect(outcomes).toMatchObject([
    { do: 'again', obstacle },
    { do: 'again', obstacle },
  ]);
  expect(requests).toHaveLength(1);
});

test('nothing is sent where there is nothing', async () => {
  expect(await send('', items)).toEqual({ outcomes: [], requests: [] });
});
