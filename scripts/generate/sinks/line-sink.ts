import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import type { Emission } from '../emission';
import { logLine } from '../log-line';
import type { LineForm } from '../log-line';
import { LineChunk } from './line-chunk';
import { fileError } from './output-error';
import { PROGRESS_STEP } from './sink';
import type { SinkOptions, Written } from './sink';

/** Bytes that are handed over in one go. */
const CHUNK = 256 * 1024;

export interface LineOptions extends SinkOptions {
  readonly form?: LineForm;
}

/** Writes a file of one line a record; one that exists is replaced. @throws OutputError */
export async function writeFile(
  file: string,
  emissions: Iterable<Emission>,
  options: LineOptions = {},
): Promise<Written> {
  return writeLines(createWriteStream(file), file, emissions, options);
}

/** Writes to standard output, as fast as its reader reads; a reader that goes away ends the log. @throws OutputError */
export async function writeStandardOutput(
  emissions: Iterable<Emission>,
  options: LineOptions = {},
): Promise<Written> {
  return writeLines(process.stdout, 'standard output', emissions, options);
}

/**
 * Writes lines to a stream and waits whenever it is full. A file is closed at the end; standard output stays open.
 *
 * @param name what errors call the stream
 * @throws OutputError `OUTPUT_DISK_FULL`, `OUTPUT_NOT_WRITABLE`
 */
export async function writeLines(
  stream: Writable,
  name: string,
  emissions: Iterable<Emission>,
  { form = 'raw', onProgress }: LineOptions = {},
): Promise<Written> {
  const writer = new ChunkWriter(stream);
  const chunk = new LineChunk(CHUNK);
  let records = 0;
  try {
    for (const emission of emissions) {
      records += 1;
      const line = logLine(emission, form);
      if (!chunk.add(line)) {
        await writer.write(chunk.take());
        if (!chunk.add(line)) await writer.write(Buffer.from(line));
      }
      if (records % PROGRESS_STEP === 0) onProgress?.(records, emission.arrival);
    }
    await writer.write(chunk.take());
    await writer.finish();
    return { records, closed: false };
  } catch (error) {
    if (error instanceof StreamFailure) {
      if (error.code === 'EPIPE') return { records, closed: true };
      throw fileError(error.cause, name, records);
    }
    throw error;
  } finally {
    writer.release();
  }
}

/** An error of the stream, not of whoever makes the records. */
class StreamFailure extends Error {
  constructor(override readonly cause: Error & { code?: string }) {
    super(cause.message);
  }

  get code(): string {
    return this.cause.code ?? '';
  }
}

class ChunkWriter {
  #failure: StreamFailure | undefined;
  #wake: (() => void) | undefined;
  readonly #failed = (error: Error): void => {
    this.#failure = new StreamFailure(error);
    this.#wake?.();
  };

  constructor(private readonly stream: Writable) {
    stream.on('error', this.#failed);
  }

  /** Comes back when the chunk is handed to the system: at most one is held. */
  async write(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return;
    await this.#settled((done) => {
      this.stream.write(chunk, done);
    });
  }

  async finish(): Promise<void> {
    if (this.stream === process.stdout) return;
    await this.#settled((done) => {
      this.stream.end(done);
    });
  }

  /** A stream that failed, or was left before its end, may still report that; somebody has to listen. */
  release(): void {
    if (this.stream !== process.stdout) this.stream.destroy();
    else if (this.#failure === undefined) this.stream.off('error', this.#failed);
  }

  async #settled(start: (done: (error?: Error | null) => void) => void): Promise<void> {
    this.#throwFailure();
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      start((error) => {
        if (error) this.#failed(error);
        resolve();
      });
    });
    this.#throwFailure();
  }

  #throwFailure(): void {
    if (this.#failure) throw this.#failure;
  }
}
