import pc from 'picocolors';
import {
  collectFigures,
  embeddedFigures,
  engineFigures,
  figuresText,
  generateFigures,
  memoryFigures,
  mutationFigures,
  proofFigures,
  releaseFigures,
  simulateFigures,
  syntheticFigures,
} from '../bench';
import type { Figure } from '../bench';
import type { EngineName } from '../engine/engine';
import { EXIT } from './exit-codes';
import { StatusLine } from './status-line';

export interface BenchOptions {
  readonly engine?: EngineName;
  readonly json?: boolean;
}

/** Measures and prints; it judges nothing, so the exit code is 0 unless a measured program failed. */
export async function bench(root: string, options: BenchOptions): Promise<number> {
  const status = new StatusLine();
  const parts: [string, () => Figure[] | Promise<Figure[]>][] = [
    ['proving the pack', () => proofFigures(root)],
    ['mutants of the rules', () => mutationFigures(root)],
    ['lint and release', () => releaseFigures(root)],
    ['load, throughput, parse, match', () => embeddedFigures(root)],
    ['streamed records', () => memoryFigures(root)],
    ['a made-up log', () => generateFigures(root)],
    ['rules over a made-up log', () => simulateFigures(root)],
    ['a thousand rules', () => syntheticFigures(root)],
    ['collecting into Elasticsearch', () => collectFigures(root, notMeasured)],
  ];
  const { engine } = options;
  if (engine !== undefined) parts.push([`proving on ${engine}`, () => engineFigures(root, engine)]);
  const figures: Figure[] = [];
  for (const [what, measure] of parts) {
    status.show(`measuring: ${what}`);
    const measured = await measure();
    status.clear();
    // Each part is shown when it is there: the whole takes minutes.
    if (options.json !== true && measured.length > 0) process.stdout.write(`${figuresText(measured)}\n`);
    figures.push(...measured);
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  return EXIT.proven;
}

/** On standard error, so that it is seen beside JSON, too. */
function notMeasured(why: string): void {
  process.stderr.write(`${pc.red('NOT MEASURED: collecting into a local Elasticsearch.')} ${why}\n`);
}
