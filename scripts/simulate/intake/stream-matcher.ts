import type { JsonObject } from '../../base/json';
import { isKqlRule } from '../../content';
import type { EqlRule, KqlRule, Rule, Stream } from '../../content';
import { RuleDispatcher, ruleQuery } from '../../detection';
import { ConditionCompiler, eqlFields, eventsOf } from '../../eql';
import { QuerySet } from '../../query-dsl';
import type { Matcher } from '../../query-dsl';
import { projection } from './projection';

/** A document that a record became, of which rules run. */
export interface Matched {
  /** null: the record has none. */
  readonly id: string | null;
  /** The fields that these rules' runs read. */
  readonly source: JsonObject;
  readonly rules: readonly string[];
}

/** Takes the records of one stream through its pipeline and past the queries of the rules. */
export class StreamMatcher {
  readonly #queries: QuerySet;
  readonly #dispatcher: RuleDispatcher<KqlRule | EqlRule>;
  readonly #matchers: ReadonlyMap<Rule, Matcher>;
  readonly #projections = new Map<string, (source: JsonObject) => JsonObject>();

  /** `fields`: those that each rule's runs read, by slug. */
  constructor(
    private readonly stream: Stream,
    rules: readonly Rule[],
    private readonly fields: ReadonlyMap<string, readonly string[]>,
  ) {
    const own = rules.filter((rule) => rule.type !== 'esql');
    this.#queries = new QuerySet(stream.mapping);
    this.#dispatcher = new RuleDispatcher(own);
    this.#matchers = new Map(
      own.map((rule) => [
        rule,
        isKqlRule(rule) ? this.#queries.compile(ruleQuery(rule)) : this.#anyEvent(rule),
      ]),
    );
  }

  /** undefined: dropped, refused, or of no rule's interest. */
  match(text: string, arrival: number): Matched | undefined {
    const { compiled, defaultPipeline, name } = this.stream;
    const input = { index: name, id: null, source: { message: text } };
    const outcome = compiled.runOwned([defaultPipeline], input, arrival);
    if (outcome.kind !== 'document') return undefined;
    const { source } = outcome;
    const candidates = this.#dispatcher.candidates(source);
    if (candidates.length === 0) return undefined;
    const prepared = this.#queries.prepare(source);
    const rules = candidates
      .filter((rule) => this.#matchers.get(rule)?.(prepared) === true)
      .map(({ slug }) => slug);
    if (rules.length === 0) return undefined;
    return { id: outcome.id?.toWellFormed() ?? null, source: this.#projected(source, rules), rules };
  }

  /** Any event of the query without its category: at least all that the query looks for. */
  #anyEvent({ eql }: EqlRule): Matcher {
    const names = new Set(eqlFields(eql).map(({ name }) => name));
    const compiler = new ConditionCompiler(this.#queries, names);
    const matchers = eventsOf(eql).map(({ condition }) => compiler.compile(condition));
    return (document) => matchers.some((matches) => matches(document));
  }

  #projected(source: JsonObject, rules: readonly string[]): JsonObject {
    const key = rules.join('\n');
    let project = this.#projections.get(key);
    if (project === undefined) {
      project = projection(rules.flatMap((slug) => this.fields.get(slug) ?? []));
      this.#projections.set(key, project);
    }
    return project(source);
  }
}
