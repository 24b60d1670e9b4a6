import type { KqlRule } from '../content';
import { isJsonObject } from '../base/json';
import type { JsonObject } from '../base/json';
import type { KqlNode } from '../kql';

/** The two fields that nearly every rule asks for by name; most documents concern no rule, and these tell which. */
const KEY_FIELDS = ['event.dataset', 'event.action'] as const;

/**
 * The literal values that a query demands of a field, or undefined when it does not demand any: a top-level
 * `field: "x"` or `field: ("x" or "y")` on a keyword field.
 */
export function demandedValues(ast: KqlNode, field: string): readonly string[] | undefined {
  const clauses = ast.type === 'and' ? ast.children : [ast];
  for (const clause of clauses) {
    const values = literalsOf(clause, field);
    if (values !== undefined) return values;
  }
  return undefined;
}

function literalsOf(node: KqlNode, field: string): readonly string[] | undefined {
  if (node.type === 'or') {
    const members = node.children.map((child) => literalsOf(child, field));
    return members.every((values) => values !== undefined) ? members.flat() : undefined;
  }
  if (node.type !== 'is' || node.field?.type !== 'literal' || node.field.value !== field) return undefined;
  return node.value.type === 'literal' && typeof node.value.value === 'string'
    ? [node.value.value]
    : undefined;
}

/** Rules by the data set and the action that they demand, so that a document meets only those that can match it. */
export class RuleDispatcher {
  readonly #rules: readonly KqlRule[];
  readonly #byKey = new Map<string, KqlRule[]>();
  /** Rules that demand no dataset or no action: every document meets them. */
  readonly #always: KqlRule[] = [];

  constructor(rules: readonly KqlRule[]) {
    this.#rules = rules;
    for (const rule of rules) {
      const [datasets, actions] = KEY_FIELDS.map((field) => demandedValues(rule.ast, field));
      if (!datasets || !actions) {
        this.#always.push(rule);
        continue;
      }
      for (const dataset of new Set(datasets)) {
        for (const action of new Set(actions)) this.#add(`${dataset}\n${action}`, rule);
      }
    }
    for (const rules of this.#byKey.values()) rules.push(...this.#always);
  }

  /** The rules whose dataset and action fit the document; the rest of their queries is still to be asked. */
  candidates({ event }: JsonObject): readonly KqlRule[] {
    const { dataset, action } = isJsonObject(event) ? event : {};
    // Lists and dotted names (`event.action`) are rare: then every rule is asked.
    if (typeof dataset !== 'string' || typeof action !== 'string') return this.#rules;
    return this.#byKey.get(`${dataset}\n${action}`) ?? this.#always;
  }

  #add(key: string, rule: KqlRule): void {
    const rules = this.#byKey.get(key);
    if (rules) rules.push(rule);
    else this.#byKey.set(key, [rule]);
  }
}
