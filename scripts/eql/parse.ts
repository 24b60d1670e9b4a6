import { ConditionParser } from './parse-condition';
import type { EqlEvent, EqlField, EqlQuery, EqlSequence, EqlSpan, EqlTerm } from './syntax-tree';
import { TokenReader } from './token-reader';

/** Elasticsearch's own limit. */
const MAX_RUNS = 100;

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

class QueryParser {
  private readonly tokens: TokenReader;
  private readonly conditions: ConditionParser;

  constructor(text: string) {
    this.tokens = new TokenReader(text);
    this.conditions = new ConditionParser(this.tokens);
  }

  query(): EqlQuery {
    const { tokens } = this;
    const query = this.isSequence() ? this.sequence() : this.eventQuery();
    if (tokens.isSymbol('|')) tokens.fail('the end of the query', 'Rules take no pipes.');
    if (tokens.next.kind !== 'end') tokens.fail('the end of the query', this.strayHint());
    return query;
  }

  private isSequence(): boolean {
    const { tokens } = this;
    for (const word of ['sample', 'join'])
      if (tokens.isWord(word) && tokens.peek(1).text !== 'where')
        tokens.fail('"sequence" or an event', `“${word}” is not known to the embedded engine.`);
    return tokens.isWord('sequence') && tokens.peek(1).text !== 'where';
  }

  private eventQuery(): EqlQuery {
    const event = this.event();
    return { type: 'event', event, span: event.span };
  }

  private event(): EqlEvent {
    const { tokens } = this;
    const { start, kind, text } = tokens.next;
    if (kind !== 'word' && kind !== 'string' && kind !== 'quoted-name')
      tokens.fail('an event category or "any"', 'For example: any where event.action == "…".');
    const end = tokens.take().end;
    const category = kind === 'word' && text === 'any' ? undefined : { value: text, span: { start, end } };
    tokens.needWord('where', 'An event is written: category where condition.');
    const condition = this.conditions.condition();
    return { category, condition, span: { start, end: tokens.end } };
  }

  private sequence(): EqlSequence {
    const { tokens } = this;
    const { start } = tokens.take();
    const by = this.keys();
    const { maxspan, span: maxspanSpan } = this.maxspan();
    if (tokens.isWord('by')) tokens.fail('an event in [ ]', '“by” stands before “with maxspan”.');
    const terms: EqlTerm[] = [];
    while (tokens.isSymbol('[') || tokens.isSymbol('![')) terms.push(this.term());
    if (terms.reduce((sum, { runs }) => sum + runs, 0) < 2)
      tokens.fail('a further event in [ ]', 'A sequence has at least two events.');
    const until = tokens.word('until') ? this.term() : undefined;
    if (until?.runsSpan) tokens.fail('"until" without runs', undefined, until.runsSpan);
    this.checkKeys(terms, until);
    const span = { start, end: tokens.end };
    return { type: 'sequence', by, maxspan, ...(maxspanSpan && { maxspanSpan }), terms, until, span };
  }

  /** Every event must have as many keys as the first. */
  private checkKeys(terms: readonly EqlTerm[], until: EqlTerm | undefined): void {
    const [first, ...others] = until ? [...terms, until] : terms;
    const wanted = first?.by.length ?? 0;
    const odd = others.find(({ by }) => by.length !== wanted);
    if (odd)
      this.tokens.fail(
        `${wanted} join keys, as at the first event`,
        'Every event of a sequence has as many “by” fields.',
        odd.span,
      );
  }

  private term(): EqlTerm {
    const { tokens } = this;
    const { start } = tokens.next;
    if (tokens.isSymbol('!['))
      tokens.fail('"["', 'Missing events, ![ … ], are not known to the embedded engine.');
    tokens.needSymbol('[', 'An event of a sequence stands in [ ].');
    const event = this.event();
    tokens.needSymbol(']', this.strayHint());
    const by = this.keys();
    const { runs, span: runsSpan } = this.runs();
    if (tokens.isWord('by')) tokens.fail('the next event', '“by” stands before “with runs”.');
    return { event, by, runs, ...(runsSpan && { runsSpan }), span: { start, end: tokens.end } };
  }

  private keys(): EqlField[] {
    const { tokens } = this;
    if (!tokens.word('by')) return [];
    const keys = [this.conditions.field()];
    while (tokens.symbol(',')) keys.push(this.conditions.field());
    return keys;
  }

  private maxspan(): { maxspan?: number; span?: EqlSpan } {
    const { tokens } = this;
    const { start } = tokens.next;
    if (!tokens.word('with')) return {};
    tokens.needWord('maxspan');
    tokens.needSymbol('=');
    const number = tokens.next;
    if (number.kind !== 'number' || !/^\d+$/.test(number.text))
      tokens.fail('a whole number and a unit, such as 15m');
    tokens.take();
    const unit = UNITS[tokens.next.text];
    if (tokens.next.kind !== 'word' || unit === undefined || tokens.next.start !== number.end)
      return tokens.fail('one of the units ms, s, m, h and d');
    tokens.take();
    const maxspan = Number(number.text) * unit;
    if (maxspan === 0) tokens.fail('a span longer than 0', undefined, number);
    return { maxspan, span: { start, end: tokens.end } };
  }

  private runs(): { runs: number; span?: EqlSpan } {
    const { tokens } = this;
    const { start } = tokens.next;
    if (!tokens.word('with')) return { runs: 1 };
    tokens.needWord(
      'runs',
      tokens.isWord('maxspan') ? '“with maxspan” stands behind “sequence by …”.' : undefined,
    );
    tokens.needSymbol('=');
    const { kind, text } = tokens.next;
    const runs = kind === 'number' && /^\d+$/.test(text) ? Number(text) : 0;
    if (runs < 1 || runs > MAX_RUNS) tokens.fail(`a whole number from 1 to ${MAX_RUNS}`);
    tokens.take();
    return { runs, span: { start, end: tokens.end } };
  }

  private strayHint(): string | undefined {
    const { kind, text } = this.tokens.next;
    if (kind === 'end') return 'A bracket is never closed.';
    if (kind === 'word' && /^(and|or|not)$/i.test(text)) return 'Operators are written in lower case.';
    return undefined;
  }
}

/** Reads EQL as Elasticsearch 9 does, as far as rules use it. Throws {@link EqlSyntaxError}, and nothing else. */
export function parseEql(text: string): EqlQuery {
  return new QueryParser(text).query();
}
