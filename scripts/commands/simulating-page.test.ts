import { resolve } from 'node:path';
import { consoleExamples } from '../testing/console-examples';
import { brokenLinks } from '../testing/doc-links';
import { runCli } from '../testing/pack-copy';

const ROOT = resolve(__dirname, '../..');
const PAGE = resolve(ROOT, 'docs/simulating.md');

jest.setTimeout(60_000);

describe('docs/simulating.md', () => {
  const examples = consoleExamples(PAGE);

  test('has an example of a report, of a what-if and of a sweep', () => {
    expect(examples.map(({ line }) => /--(stories|timestamp-override|sweep)/.exec(line)?.[1])).toEqual([
      'stories',
      'timestamp-override',
      'sweep',
    ]);
  });

  // A block that is out of date: put there what the command prints now.
  test.each(examples)('shows what $line prints', ({ args, output }) => {
    const { exitCode, stdout } = runCli(ROOT, args);
    expect(output).toBe(stdout);
    expect(exitCode).toBe(0);
  });

  test('links to what there is', () => {
    expect(brokenLinks(PAGE)).toEqual([]);
  });
});
