import type { ProcessorCompiler } from '../processor-compiler';

/** `drop`: the document is not stored, and nothing more is run on it. */
export const compileDrop: ProcessorCompiler = () => (document) => {
  document.dropped = true;
};
