export { collectFigures } from './collect-figures';
export { embeddedFigures } from './embedded-figures';
export type { Figure } from './figure';
export { figuresText } from './format';
export { generateFigures } from './generate-figures';
export { memoryFigures } from './memory-figures';
export { engineFigures, mutationFigures, proofFigures, syntheticFigures } from './process-figures';
export { releaseFigures } from './release-figures';
export { simulateFigures } from './simulate-figures';
