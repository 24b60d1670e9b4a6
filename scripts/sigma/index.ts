export { detectionOf } from './detection';
export type { SigmaDetection } from './detection';
export { sigmaFiles } from './sigma-files';
export type { LeftRule, SigmaFiles } from './sigma-files';
export { SIGMA_PAGE, sigmaPage } from './page';
export { translateKql } from './translate-kql';
