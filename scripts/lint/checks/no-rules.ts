import type { CheckPage } from '../check';

/** Found by the reader of files itself: there is nothing to run a check on. */
export const noRules: CheckPage = {
  code: 'NO_RULES',
  severity: 'error',
  title: 'A folder that is given to the lint holds rules.',
  why: 'A wrong path or a build that wrote nothing would pass otherwise.',
  bad: 'npm run lint:rules -- docs',
  mend: 'Name a folder with rules: dist/rules, a Fleet package, or package-content/rules/….',
};
