import { spawn } from 'node:child_process';

/**
 * Runs a shell command when this process ends, however it ends: a small shell of its own waits for the end of its
 * input, which the system closes even after SIGKILL.
 *
 * @param command for `sh -c`, with `args` as `$1`, `$2` …
 * @returns call it when the command is not needed any more
 */
export function atEndOfProcess(command: string, args: readonly string[]): () => void {
  const shell = spawn(
    '/bin/sh',
    ['-c', `read -r word; [ "$word" = done ] || { ${command}; }`, 'watchdog', ...args],
    {
      // A group of its own, so that Ctrl-C does not reach it.
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  (shell.stdin as typeof shell.stdin & { unref?: () => void }).unref?.();
  return () => {
    shell.stdin.end('done\n');
  };
}
