import { ContentError, EngineError } from '../base/errors';
import { engineErrorText, problemsText } from '../report';
import { EXIT } from './exit-codes';

/** Prints an error the way its kind wants it and returns the exit code; a fault of the program itself keeps its stack. */
export function report(error: unknown): number {
  if (error instanceof ContentError) {
    const count = error.problems.length;
    const closing = count > 1 ? `\n\n${count} problems` : '';
    process.stderr.write(`${problemsText(error.problems)}${closing}\n`);
    return EXIT.wrongContentOrCall;
  }
  if (error instanceof EngineError) {
    process.stderr.write(`${engineErrorText(error)}\n`);
    return EXIT.engineMissing;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`This is a fault of o365-rulepack itself, please report it:\n${text}\n`);
  return EXIT.failed;
}
