import type { Emission } from './emission';
import { iso } from './times';

/**
 * How records stand in a file: `raw` as Microsoft sends them, a record a line; `envelope` with what a simulation
 * needs beside the record: `{"arrival": …, "stream": …, "record": {…}}`.
 */
export type LineForm = 'raw' | 'envelope';

/** One line, with its line end. */
export function logLine({ arrival, stream, text }: Emission, form: LineForm): string {
  if (form === 'raw') return `${text}\n`;
  return `{"arrival":"${iso(arrival)}","stream":"${stream}","record":${text}}\n`;
}
