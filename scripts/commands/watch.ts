import { join } from 'node:path';
import { watch as watchFiles } from 'chokidar';
import pc from 'picocolors';
import { ContentError } from '../base/errors';
import { report } from './report-error';
import { verify } from './verify';
import type { VerifyOptions } from './verify';

/** Milliseconds of silence after a save before the proof runs: editors write a file in several steps. */
const SETTLE = 50;

/** Proves again after every save under package-content/ and fixtures/, until Ctrl-C. */
export async function watch(root: string, options: VerifyOptions): Promise<never> {
  if (options.engine !== 'embedded') {
    throw new ContentError({
      code: 'CALL_WATCH_ENGINE',
      message: `--watch proves on the embedded engine only, not on ${options.engine}`,
      hint: 'Leave --engine out while watching, and run verify --engine … once at the end.',
    });
  }
  const proveOnce = async (): Promise<void> => {
    if (process.stdout.isTTY) process.stdout.write('\u001B[2J\u001B[H');
    await verify(root, options).catch(report);
    process.stdout.write(pc.dim('\nwatching package-content/ and fixtures/; Ctrl-C ends\n'));
  };
  await proveOnce();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const watcher = watchFiles([join(root, 'package-content'), join(root, 'fixtures')], {
    ignoreInitial: true,
  });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(proveOnce);
    }, SETTLE);
  });
  return new Promise<never>(() => undefined);
}
