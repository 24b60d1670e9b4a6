import { open } from 'node:fs/promises';
import type { Clock } from '../clock';
import type { Item, Refusal } from './item';
import type { Obstacles } from './obstacles';
import type { PersistentBulk } from './persistent-bulk';
import { stopped } from './stopped';

/** A record that became no document. */
export interface DeadLetter extends Pick<Item, 'documentId' | 'tenantId' | 'text'> {
  readonly refusal: Refusal;
}

export interface DeadLetters {
  /** Comes back when they are kept for good. @throws AbortError when the collector stops before */
  write(letters: readonly DeadLetter[]): Promise<void>;
}

export interface DeadLetterParts {
  readonly collectorId: string;
  readonly clock: Clock;
  readonly obstacles: Obstacles;
  readonly stop: AbortSignal;
}

/** Milliseconds until what cannot be kept is tried again; meanwhile the records are not acknowledged. */
const REFUSED_WAIT = 60_000;
/** A text is not cut further than to so many characters. */
const SHORTEST = 100;

/**
 * Dead letters in a data stream. One that is too large for a request is cut and says so. One that is refused is held,
 * with the lane, until the stream takes it: it takes any unless it is not what setup makes.
 */
export class DeadLetterStream implements DeadLetters {
  constructor(
    private readonly parts: DeadLetterParts & {
      readonly persistent: PersistentBulk;
      readonly stream: string;
    },
  ) {}

  async write(letters: readonly DeadLetter[]): Promise<void> {
    for (let open = letters; open.length > 0;) open = await this.#attempt(open);
  }

  /** Those that were refused. */
  async #attempt(letters: readonly DeadLetter[]): Promise<DeadLetter[]> {
    const { clock, obstacles, stop, persistent, stream } = this.parts;
    const refused: DeadLetter[] = [];
    let reason = '';
    await persistent.send(letters, {
      stream,
      lines: (letter) =>
        `{"create":{"_id":${JSON.stringify(letter.documentId)}}}\n${JSON.stringify(documentOf(letter, this.parts))}\n`,
      present: () => undefined,
      refused: (letter, { message }) => {
        refused.push(letter);
        reason = message;
      },
      tooLarge: ([letter]) => (letter === undefined ? undefined : halved(letter)),
    });
    if (refused.length === 0) return refused;
    obstacles.met(
      {
        code: 'DEAD_LETTER_REFUSED',
        message: `${stream} refuses ${refused.length} dead letters: ${reason}`,
        cure: 'Run `npm run setup -- --url …`, which makes that data stream take any, or name a file for dead letters in the configuration.',
        stuck: true,
      },
      REFUSED_WAIT,
    );
    await clock.sleep(REFUSED_WAIT, stop);
    return refused;
  }
}

/** Dead letters in an NDJSON file, a line each: `{"_id": …, "_source": {…}}`. */
export class DeadLetterFile implements DeadLetters {
  /** What a killed run began is no part of the next line; empty lines mean nothing. */
  #start = '\n';

  constructor(private readonly parts: DeadLetterParts & { readonly file: string }) {}

  async write(letters: readonly DeadLetter[]): Promise<void> {
    const { clock, obstacles, stop, file } = this.parts;
    const lines = letters.map((letter) =>
      JSON.stringify({ _id: letter.documentId, _source: documentOf(letter, this.parts) }),
    );
    for (;;) {
      if (stop.aborted) throw stopped();
      try {
        await this.#append(`${this.#start}${lines.join('\n')}\n`);
        this.#start = '';
        obstacles.over();
        return;
      } catch (error) {
        this.#start = '\n';
        const { code = 'DEAD_LETTER_FILE', message } = error as NodeJS.ErrnoException;
        const cure = `Make room for the file ${file} and let the collector write to it.`;
        obstacles.met({ code, message, cure, stuck: true }, REFUSED_WAIT);
        await clock.sleep(REFUSED_WAIT, stop);
      }
    }
  }

  async #append(text: string): Promise<void> {
    const handle = await open(this.parts.file, 'a', 0o600);
    try {
      await handle.appendFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}

function documentOf(
  { text, tenantId, refusal }: DeadLetter,
  { collectorId, clock }: DeadLetterParts,
): object {
  const { type, message } = refusal;
  return {
    '@timestamp': new Date(clock.now()).toISOString(),
    event: { kind: 'pipeline_error', module: 'o365', dataset: 'o365.audit', original: text },
    error: { ...(type === undefined ? {} : { type }), message },
    labels: { collector_id: collectorId },
    organization: { id: tenantId },
  };
}

/** What the message says of a text that was cut. */
export const CUT = / The text was cut to \d+ characters\.$/;

function halved(letter: DeadLetter): DeadLetter | undefined {
  const { text, refusal } = letter;
  if (text.length <= SHORTEST) return undefined;
  const half = text.slice(0, Math.floor(text.length / 2)).toWellFormed();
  const message = `${refusal.message.replace(CUT, '')} The text was cut to ${half.length} characters.`;
  return { ...letter, text: half, refusal: { ...refusal, message } };
}
