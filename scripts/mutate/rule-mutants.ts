import type { SourceLocation } from '../base/errors';
import { isKqlRule, queryLocation } from '../content';
import type { EqlRule, KqlRule, Rule } from '../content';
import { compiledParts, compileKql } from '../query-dsl';
import type { QueryDsl } from '../query-dsl/types';
import { clauseText } from '../verify';
import { eqlMutants } from './eql-mutants';
import { kqlMutants } from './kql-mutants';
import { settingMutants } from './setting-mutants';

/** A rule with one change, and where that change would stand. */
export interface RuleMutant {
  /** Tells the mutants of a rule apart, also from one day to the next: the place in words and the change. */
  readonly id: string;
  readonly rule: Rule;
  /** Where the query was changed and is KQL: what the rule and the mutant would send. */
  readonly queries?: { readonly own: QueryDsl; readonly changed: QueryDsl };
  /** The clause or setting that was changed, as the file has it. */
  readonly text: string;
  readonly change: string;
  /** What a case must be like that kills it. */
  readonly wanted: string;
  readonly location: SourceLocation;
}

/** All mutants of a rule: of its query and of its settings. ES|QL has none: no engine here runs it. */
export function ruleMutants(rule: Rule): RuleMutant[] {
  if (rule.type === 'esql') return [];
  return [...(isKqlRule(rule) ? ofKql(rule) : ofEql(rule)), ...ofSettings(rule)];
}

function ofKql(rule: KqlRule): RuleMutant[] {
  // A mutant shares with its rule what is compiled of all but the changed place: that is compiled for a mapping once.
  const known = compiledParts(rule.ast, rule.dsl);
  return kqlMutants(rule.ast, rule.fields).map(({ ast, change, clause, wanted }) => {
    const text = clauseText(rule.query, clause);
    const changed = compileKql(ast, rule.fields, known);
    return {
      id: `${text}: ${change}`,
      rule: { ...rule, ast, dsl: changed },
      queries: { own: rule.dsl, changed },
      text,
      change,
      wanted,
      location: locationIn(rule, clause.span.start),
    };
  });
}

function ofEql(rule: EqlRule): RuleMutant[] {
  return eqlMutants(rule.eql).map(({ eql, change, span, wanted }) => {
    const text = rule.query.slice(span.start, span.end).replace(/\s+/g, ' ');
    return {
      id: `${text}: ${change}`,
      rule: { ...rule, eql },
      text,
      change,
      wanted,
      location: locationIn(rule, span.start),
    };
  });
}

function ofSettings(rule: Rule): RuleMutant[] {
  return settingMutants(rule).map(({ setting, change, rule: changed, wanted }) => ({
    id: `${setting}: ${change}`,
    rule: changed,
    text: setting,
    change,
    wanted,
    location: rule.document.locate(setting.split('.')),
  }));
}

function locationIn(rule: Rule, offset: number): SourceLocation {
  const before = rule.query.slice(0, offset).split('\n');
  return queryLocation(rule.document, rule.query, before.length, (before.at(-1)?.length ?? 0) + 1);
}
