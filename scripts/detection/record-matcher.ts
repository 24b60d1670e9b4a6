import { isKqlRule } from '../content';
import type { KqlRule, Rule, Stream } from '../content';
import type { JsonObject } from '../base/json';
import { QuerySet } from '../query-dsl';
import { RuleDispatcher } from './dispatch';
import { ruleQuery } from './requests';

/**
 * The hot path: one raw record through the shipped pipeline and past every rule of its stream. It says which queries
 * match; windows, thresholds and histories are the rule run’s business. EQL and ES|QL are about more than one record
 * and take no part.
 */
export class RecordMatcher {
  readonly #stream: Stream;
  readonly #queries: QuerySet;
  readonly #matchers: ReadonlyMap<KqlRule, ReturnType<QuerySet['compile']>>;
  readonly #dispatcher: RuleDispatcher<KqlRule>;

  constructor(stream: Stream, rules: readonly Rule[]) {
    const own = rules
      .filter(isKqlRule)
      .filter(({ streams }) => streams.some(({ dataset }) => dataset === stream.dataset));
    this.#stream = stream;
    this.#queries = new QuerySet(stream.mapping);
    this.#matchers = new Map(own.map((rule) => [rule, this.#queries.compile(ruleQuery(rule))]));
    this.#dispatcher = new RuleDispatcher(own);
  }

  /**
   * The rules whose query matches a record that arrives at `arrival` (epoch milliseconds); undefined when the
   * pipeline drops or refuses it.
   */
  match(message: string, arrival: number): readonly Rule[] | undefined {
    const document = this.#ingest(message, arrival);
    if (document === undefined) return undefined;
    const candidates = this.#dispatcher.candidates(document);
    if (candidates.length === 0) return candidates;
    const prepared = this.#queries.prepare(document);
    return candidates.filter((rule) => this.#matchers.get(rule)?.(prepared) === true);
  }

  #ingest(message: string, arrival: number): JsonObject | undefined {
    const { compiled, defaultPipeline, name } = this.#stream;
    const outcome = compiled.run([defaultPipeline], { index: name, id: null, source: { message } }, arrival);
    return outcome.kind === 'document' ? outcome.source : undefined;
  }
}
