export { comparePages } from './compare-pages';
export type { PageDifferences } from './compare-pages';
export { isGeneratedPage } from './generated-from';
export { PAGES_FOLDER, rulePages } from './rule-pages';
export type { PageSources } from './rule-pages';
export { ruleTable } from './rule-table';
