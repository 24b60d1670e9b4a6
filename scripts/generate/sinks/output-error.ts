/** What is written cannot be kept: the disk is full, the file cannot be opened, Elasticsearch refuses documents. */
export class OutputError extends Error {
  override readonly name = 'OutputError';

  constructor(
    /** Stable and in capitals, e.g. `OUTPUT_DISK_FULL`. */
    readonly code: string,
    message: string,
    readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The reasons of a file system, in words. */
export function fileError(error: unknown, name: string, records: number): OutputError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const written = `${records.toLocaleString('en-US')} records were handed to it`;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new OutputError(
      'OUTPUT_DISK_FULL',
      `There is no space left for ${name}; ${written}, the last of them may be cut off.`,
      'Delete the file and write to a larger disk, or lower --users or --days; a record takes about 1 kB.',
      { cause: error },
    );
  }
  return new OutputError(
    'OUTPUT_NOT_WRITABLE',
    `${name} cannot be written: ${message}`,
    'Name a file in a folder that exists and that you may write to.',
    { cause: error },
  );
}
