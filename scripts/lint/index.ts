export type { CheckPage } from './check';
export { checks } from './checks';
export type { Edit, Finding, Severity } from './finding';
export { applyEdits, editsByFile } from './fix';
export { findingsJson, findingsText } from './format';
export { lintFiles, type FileLint } from './lint-files';
export { lintPack } from './lint-pack';
export { lintPage } from './page';
export { problemFindings } from './problem-findings';
