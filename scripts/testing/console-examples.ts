import { readFileSync } from 'node:fs';

/** A command in the documentation and what it prints. */
export interface ConsoleExample {
  /** As a reader types it, e.g. `npm run simulate -- --days 7`. */
  readonly line: string;
  /** For the command line of the pack, e.g. `['simulate', '--days', '7']`. */
  readonly args: readonly string[];
  readonly output: string;
}

/** The blocks of a Markdown file that are fenced as `console` and begin with `$ npm run <command> -- <options>`. */
export function consoleExamples(file: string): ConsoleExample[] {
  const blocks = readFileSync(file, 'utf8').matchAll(
    /^```console\n\$ (npm run ([\w-]+) -- (.*))\n([\s\S]*?)^```$/gm,
  );
  return Array.from(blocks, ([, line = '', command = '', options = '', output = '']) => ({
    line,
    args: [command, ...Array.from(options.matchAll(/'([^']*)'|\S+/g), ([word, quoted]) => quoted ?? word)],
    output,
  }));
}
