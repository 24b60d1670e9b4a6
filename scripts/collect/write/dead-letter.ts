import type { Clock } from '../clock';
import type { Item, Refusal } from './item';
import type { Obstacle } from '../elasticsearch-obstacle';

/** A record, or an alert of PIM, that became no document. */
export interface DeadLetter extends Pick<Item, 'documentId' | 'tenantId' | 'text'> {
  /** event.dataset that it was meant for: a replay goes by it. */
  readonly dataset: 'o365.audit' | 'entra.pim_alert';
  readonly refusal: Refusal;
}

/** Who writes dead letters. */
export interface LetterOrigin {
  readonly collectorId: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** A text is not cut further than to so many characters. */
const SHORTEST = 100;

/** What the message says of a text that was cut. */
export const CUT = / The text was cut to \d+ characters\.$/;

/** Two lines of NDJSON that create it; the same `_id` each time. */
export function letterLines(letter: DeadLetter, origin: LetterOrigin): string {
  const action = JSON.stringify({ create: { _id: letter.documentId } });
  return `${action}\n${JSON.stringify(letterDocument(letter, origin))}\n`;
}

export function letterDocument(
  { text, tenantId, dataset, refusal }: DeadLetter,
  { collectorId, clock }: LetterOrigin,
): object {
  const { type, message } = refusal;
  const [module] = dataset.split('.');
  return {
    '@timestamp': new Date(clock.now()).toISOString(),
    event: { kind: 'pipeline_error', module, dataset, original: text },
    error: { ...(type === undefined ? {} : { type }), message },
    labels: { collector_id: collectorId, dead_letter_of: dataset },
    organization: { id: tenantId },
  };
}

/** With half of its text, and a message that says so; undefined where the text is that short already. */
export function halved(letter: DeadLetter): DeadLetter | undefined {
  const { text, refusal } = letter;
  if (text.length <= SHORTEST) return undefined;
  const half = text.slice(0, Math.floor(text.length / 2)).toWellFormed();
  const message = `${refusal.message.replace(CUT, '')} The text was cut to ${half.length} characters.`;
  return { ...letter, text: half, refusal: { ...refusal, message } };
}

/** The data stream of dead letters takes any unless it is not what setup makes. */
export function lettersRefused(stream: string, count: number, reason: string): Obstacle {
  return {
    code: 'DEAD_LETTER_REFUSED',
    message: `${stream} refuses ${count} dead letters: ${reason}`,
    cure: 'Run `npm run setup -- --url …`, which makes that data stream take any, or name a file for dead letters in the configuration.',
    stuck: true,
  };
}
