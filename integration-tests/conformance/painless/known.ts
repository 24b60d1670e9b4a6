import { BoxedNumber } from '../../../scripts/base/java-number';
import { painlessSource } from '../../../scripts/conformance/painless';
import type {
  EmbeddedPainlessAnswer,
  PainlessAnswer,
  PainlessQuestion,
} from '../../../scripts/conformance/painless';

interface KnownDifference {
  readonly reason: string;
  readonly isThis: (
    question: PainlessQuestion,
    expected: PainlessAnswer,
    embedded: EmbeddedPainlessAnswer,
  ) => boolean;
}

const NULL_OR_CAST: ReadonlySet<string> = new Set(['null_pointer_exception', 'class_cast_exception']);

const KNOWN: readonly KnownDifference[] = [
  {
    reason: 'Elasticsearch stops a regular expression that reads six times the characters of its input',
    isThis: (_, expected) => 'throws' in expected && expected.throws === 'circuit_breaking_exception',
  },
  {
    reason:
      'of a bit operation on null and no number Elasticsearch says one thing at first and another later',
    isThis: (question, expected, { answer }) =>
      /[&|^]|<<|>>/.test(painlessSource(question)) &&
      [expected, answer].every((one) => 'throws' in one && NULL_OR_CAST.has(one.throws)),
  },
  {
    reason: 'the seconds of dates beyond the year 285,000,000, which no double holds',
    isThis: (question, expected, { answer }) =>
      painlessSource(question).includes('Instant.ofEpochMilli') &&
      [expected, answer].every(isBeyondExactSeconds),
  },
  {
    reason: 'the simulation takes no negative sequence number from a script',
    isThis: (question, expected) =>
      'fails' in expected &&
      expected.fails === 'illegal_argument_exception' &&
      /_if_seq_no =/.test(painlessSource(question)),
  },
];

/** 2^53 seconds in milliseconds: from about the year 285,000,000 on no double holds every second. */
const LAST_EXACT_MILLISECOND = 2n ** 53n * 1000n;

function isBeyondExactSeconds(answer: PainlessAnswer): boolean {
  if (!('value' in answer)) return false;
  const { value } = answer;
  const whole = value instanceof BoxedNumber ? value.valueOf() : value;
  return typeof whole === 'bigint' && (whole > LAST_EXACT_MILLISECOND || whole < -LAST_EXACT_MILLISECOND);
}

/** Why two answers differ by design or out of reach; undefined for a difference that nobody knew. */
export function knownDifference(
  question: PainlessQuestion,
  expected: PainlessAnswer,
  embedded: EmbeddedPainlessAnswer,
): string | undefined {
  return KNOWN.find(({ isThis }) => isThis(question, expected, embedded))?.reason;
}
