import type { CheckPage, FileCheck, FormCheck, RuleCheck, SetCheck } from '../check';
import { attackLink } from './attack-link';
import { attackMapping } from './attack-mapping';
import { attackReference } from './attack-reference';
import { defaultRepeated } from './default-repeated';
import { deprecatedRule } from './deprecated-rule';
import { duplicateRule } from './duplicate-rule';
import { fileName } from './file-name';
import { groupFieldType } from './group-field-type';
import { guideField } from './guide-field';
import { guideRule } from './guide-rule';
import { guideSections } from './guide-sections';
import { jsonSyntax } from './json-syntax';
import { keyOrder } from './key-order';
import { kibanaSchema } from './kibana-schema';
import { linkDuplicate } from './link-duplicate';
import { linkForm } from './link-form';
import { linkLocale } from './link-locale';
import { linkTracking } from './link-tracking';
import { newTermsHistory } from './new-terms-history';
import { noRules } from './no-rules';
import { packageAsset } from './package-asset';
import { queryDataset } from './query-dataset';
import { queryField } from './query-field';
import { queryQuotes } from './query-quotes';
import { querySyntax } from './query-syntax';
import { requiredFields } from './required-fields';
import { ruleDescription } from './rule-description';
import { ruleEnabled } from './rule-enabled';
import { ruleId } from './rule-id';
import { ruleName } from './rule-name';
import { ruleTags } from './rule-tags';
import { scheduleLookback } from './schedule-lookback';
import { schemaComment } from './schema-comment';
import { severityRisk } from './severity-risk';
import { textDamage } from './text-damage';
import { textLeftover } from './text-leftover';
import { textRepeatedWord } from './text-repeated-word';
import { textSpacing } from './text-spacing';
import { thresholdValue } from './threshold-value';
import { trailingSpace } from './trailing-space';

/** On the body of every rule. */
export const ruleChecks: readonly RuleCheck[] = [
  kibanaSchema,
  querySyntax,
  queryField,
  queryDataset,
  queryQuotes,
  groupFieldType,
  requiredFields,
  scheduleLookback,
  newTermsHistory,
  thresholdValue,
  severityRisk,
  ruleId,
  ruleName,
  ruleDescription,
  ruleTags,
  ruleEnabled,
  deprecatedRule,
  attackMapping,
  attackLink,
  attackReference,
  linkForm,
  linkLocale,
  linkTracking,
  linkDuplicate,
  guideSections,
  guideField,
  guideRule,
  textLeftover,
  textDamage,
  textSpacing,
  textRepeatedWord,
];

/** On the YAML files of the pack's rules. */
export const formChecks: readonly FormCheck[] = [schemaComment, keyOrder, defaultRepeated, trailingSpace];

/** On JSON files. */
export const fileChecks: readonly FileCheck[] = [jsonSyntax, fileName, packageAsset];

/** On the rules of a folder together. */
export const setChecks: readonly SetCheck[] = [duplicateRule];

/** Every check, in the order of the documentation. */
export const checks: readonly CheckPage[] = [
  ...ruleChecks,
  ...setChecks,
  ...fileChecks,
  noRules,
  ...formChecks,
];
