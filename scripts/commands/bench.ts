import {
  embeddedFigures,
  engineFigures,
  figuresText,
  memoryFigures,
  proofFigures,
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
    ['load, throughput, parse, match', () => embeddedFigures(root)],
    ['streamed records', () => memoryFigures(root)],
    ['a thousand rules', () => syntheticFigures(root)],
  ];
  const { engine } = options;
  if (engine !== undefined) parts.push([`proving on ${engine}`, () => engineFigures(root, engine)]);
  const figures: Figure[] = [];
  for (const [what, measure] of parts) {
    status.show(`measuring: ${what}`);
    figures.push(...(await measure()));
  }
  status.clear();
  process.stdout.write(
    options.json === true ? `${JSON.stringify(figures, null, 2)}\n` : `${figuresText(figures)}\n`,
  );
  return EXIT.proven;
}
