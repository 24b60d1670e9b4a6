import pc from 'picocolors';

/** One line on the terminal that says what is going on; on anything but a terminal, a line a new message. */
export class StatusLine {
  readonly #stream = process.stderr;
  #last = '';

  show(message: string): void {
    if (message === this.#last) return;
    this.#last = message;
    if (this.#stream.isTTY) this.#stream.write(`\r\u001B[2K${pc.dim(message)}`);
    else if (process.env['CI'] === undefined && !/\d+ of \d+/.test(message))
      this.#stream.write(`${message}\n`);
  }

  clear(): void {
    if (this.#stream.isTTY && this.#last !== '') this.#stream.write('\r\u001B[2K');
  }
}
