import { ingestError } from '../errors';
import type { ProcessorCompiler } from '../processor-compiler';

/** `fail`: throws with a message of the pipeline's own. */
export const compileFail: ProcessorCompiler = (options) => {
  const message = options.template('message');
  return (document) => {
    throw ingestError('fail_processor_exception', message(document));
  };
};
