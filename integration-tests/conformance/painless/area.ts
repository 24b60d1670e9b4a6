import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../../../scripts/base/json';
import { askPainless, painlessSource } from '../../../scripts/conformance/painless';
import type {
  EmbeddedPainlessAnswer,
  PainlessAnswer,
  PainlessQuestion,
} from '../../../scripts/conformance/painless';
import type { Compared } from '../area';
import { defineArea } from '../area';
import { askServer } from './ask-server';
import { PARAMS, documents } from './documents';
import { featuresOf } from './features';
import { knownDifference } from './known';
import { condition, script, value } from './programs';

/** Scripts asked in one request. */
const BATCH = 60;

const KINDS = ['value', 'script', 'condition'] as const;

const question: fc.Arbitrary<PainlessQuestion> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: value.map((source) => ({ value: source })) },
      { weight: 4, arbitrary: script.map((source) => ({ script: source })) },
      { weight: 2, arbitrary: condition.map((source) => ({ condition: source })) },
    ),
    documents,
  )
  .map(([source, document]) => ({ ...source, document, params: PARAMS }));

/** Random Painless, as `script` processors and as `if` conditions. */
export const painlessArea = defineArea<readonly PainlessQuestion[]>({
  name: 'painless',
  // Without a bias towards few questions, which cost as many requests as many.
  scenario: fc.noBias(fc.array(question, { minLength: 1, maxLength: BATCH, size: 'max' })),
  async compare(questions, server) {
    const answers = await askServer(server, questions);
    return questions.map((one, index) => compared(one, answers[index] ?? { refused: true }));
  },
});

function compared(question: PainlessQuestion, expected: PainlessAnswer): Compared {
  const kind = KINDS.find((one) => question[one] !== undefined) ?? 'script';
  const features = featuresOf(kind, question[kind] ?? '');
  const embedded = askEmbedded(question);
  if ('crashed' in embedded) return differing(question, features, expected, embedded);
  const { answer, unsupported } = embedded;
  // What of a document cannot be stored is found in another order.
  const bothFail = 'fails' in answer && 'fails' in expected;
  if (bothFail || isDeepStrictEqual(answer, expected)) return { features, outcome: 'agreed' };
  if (unsupported !== undefined) return { features, outcome: 'unsupported', reason: unsupported };
  const known = knownDifference(question, expected, embedded);
  if (known !== undefined) return { features, outcome: 'known', reason: known };
  return differing(question, features, expected, answer);
}

function differing(
  question: PainlessQuestion,
  features: readonly string[],
  elasticsearch: PainlessAnswer,
  embedded: unknown,
): Compared {
  return {
    features,
    outcome: 'differed',
    vector: {
      title: painlessSource(question),
      input: withoutUnread(question) as JsonValue,
      answer: elasticsearch as JsonValue,
    },
    answers: { elasticsearch, embedded },
  };
}

/** The question with what its script reads only: all of the document, where it takes `ctx` as a whole. */
function withoutUnread({ document = {}, params = {}, ...asked }: PainlessQuestion): PainlessQuestion {
  const source = painlessSource(asked);
  const isWhole = /\bctx\b(?!\??\.\w+\b(?!\())/.test(source);
  const read = Object.entries(document).filter(
    ([name]) => isWhole || new RegExp(`\\b${name}\\b`).test(source),
  );
  return {
    ...asked,
    ...(read.length === 0 ? {} : { document: Object.fromEntries(read) }),
    ...(source.includes('params') ? { params } : {}),
  };
}

/** A crash is an answer too, and always the wrong one. */
function askEmbedded(question: PainlessQuestion): EmbeddedPainlessAnswer | { crashed: string } {
  try {
    return askPainless(question);
  } catch (error) {
    return { crashed: String(error instanceof Error ? error.stack : error) };
  }
}
