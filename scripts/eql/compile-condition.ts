import { ContentError } from '../base/errors';
import { familyOf, unknownField } from './field-family';
import { luceneRegex } from './lucene-regex';
import type { FieldFamily } from './field-family';
import type { FieldDefinition, Matcher, PreparedDocument, QueryDsl, QuerySet } from '../query-dsl';
import type {
  EqlCall,
  EqlCompare,
  EqlComparison,
  EqlCondition,
  EqlField,
  EqlLiteral,
  EqlMatch,
  EqlValue,
} from './syntax-tree';

const NEGATED: Readonly<Record<EqlComparison, EqlComparison>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};
const RANGES: Readonly<Partial<Record<EqlComparison, string>>> = {
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};
const LITERALS: Readonly<Record<FieldFamily, readonly string[]>> = {
  text: ['string'],
  number: ['number'],
  boolean: ['boolean'],
  date: ['string', 'number'],
  ip: ['string'],
};

const never: Matcher = () => false;
const always: Matcher = () => true;

/** A known field with its family; undefined for an optional one that nothing maps. */
interface Known {
  readonly name: string;
  readonly definition: FieldDefinition;
  readonly family: FieldFamily;
}

/**
 * Compiles conditions the way Elasticsearch translates them: what the Query DSL can say becomes a clause of it, so
 * that a field with several values matches when one of them does and a negated clause also finds documents without
 * the field; `not` is first moved inwards, so that `not x > 3` is `x <= 3`, which they do not match.
 */
export class ConditionCompiler {
  constructor(
    private readonly queries: QuerySet,
    /** Fields that another index of the search maps: here no document has them. */
    private readonly knownElsewhere: ReadonlySet<string> = new Set(),
  ) {}

  /** Throws a ContentError for what Elasticsearch would refuse and for what this program does not know. */
  compile(node: EqlCondition, negated = false): Matcher {
    switch (node.type) {
      case 'and':
      case 'or': {
        const parts = node.children.map((child) => this.compile(child, negated));
        return (node.type === 'and') === negated
          ? (document) => parts.some((matches) => matches(document))
          : (document) => parts.every((matches) => matches(document));
      }
      case 'not':
        return this.compile(node.child, !negated);
      case 'constant':
        return node.value === negated ? never : always;
      case 'field': {
        const known = this.known(node.field);
        if (known) expectFamily(known, ['boolean'], 'stand by itself');
        return known ? this.clause({ term: { [known.name]: !negated } }) : never;
      }
      case 'compare':
        return this.compare(node, negated ? NEGATED[node.operator] : node.operator);
      case 'match':
        return this.oneOf(node.field, node.values, negated, (known, value) => this.match(node, known, value));
      case 'call':
        return this.oneOf(node.field, node.values, negated, (known, value) => this.call(node, known, value));
    }
  }

  private known(field: EqlField): Known | undefined {
    const definition = this.queries.fields.lookup(field.name);
    if (definition !== undefined) return { name: field.name, definition, family: familyOf(definition) };
    if (field.optional || this.knownElsewhere.has(field.name)) return undefined;
    throw unknownField(field);
  }

  /**
   * What a negated clause says where the field is missing from the mapping: an optional field that no index maps is
   * null, and nothing is said of null; one that only other indices map is a field without a value.
   */
  private negatedUnknown({ name }: EqlField): Matcher {
    return this.knownElsewhere.has(name) ? always : never;
  }

  private clause(query: QueryDsl): Matcher {
    return this.queries.compile(query);
  }

  private compare({ field, ofLength, value: literal }: EqlCompare, operator: EqlComparison): Matcher {
    const known = this.known(field);
    const { value } = literal;
    if (known === undefined) {
      if (value === null) return operator === '==' ? always : never;
      return operator === '!=' && !ofLength ? this.negatedUnknown(field) : never;
    }
    if (ofLength) return this.compareLength(known, operator, literal);
    if (value === null) {
      const exists = this.clause({ exists: { field: known.name } });
      return operator === '==' ? not(exists) : exists;
    }
    expectLiteral(known, literal);
    const range = RANGES[operator];
    if (range !== undefined) {
      expectFamily(known, ['text', 'number', 'date', 'ip'], `be compared with ${operator}`);
      return this.clause({ range: { [known.name]: { [range]: value } } });
    }
    const equal = this.clause({ term: { [known.name]: value } });
    return operator === '==' ? equal : not(equal);
  }

  /** Elasticsearch asks a script, which sees the first value in the order of the index. */
  private compareLength(known: Known, operator: EqlComparison, { value }: EqlLiteral): Matcher {
    expectFamily(known, ['text'], 'have a length');
    if (value === null)
      return this.clause(
        operator === '=='
          ? { bool: { must_not: [{ exists: { field: known.name } }] } }
          : { exists: { field: known.name } },
      );
    if (typeof value !== 'number') throw wrongType(known.name, 'length(…)', value, 'a number');
    const values = this.queries.values(known.name);
    return (document) => {
      const first = smallest(values(document));
      return first !== undefined && holds(first.length, operator, value);
    };
  }

  private oneOf(
    field: EqlField,
    values: readonly EqlLiteral[],
    negated: boolean,
    compile: (known: Known, value: EqlLiteral) => Matcher,
  ): Matcher {
    const known = this.known(field);
    if (known === undefined) return negated ? this.negatedUnknown(field) : never;
    const matchers = values.map((value) => compile(known, value));
    const [only, ...others] = matchers;
    const any: Matcher =
      only && others.length === 0 ? only : (document) => matchers.some((matches) => matches(document));
    return negated ? not(any) : any;
  }

  private match({ operator }: EqlMatch, known: Known, literal: EqlLiteral): Matcher {
    const { value } = literal;
    expectLiteral(known, literal);
    if (known.family !== 'text' || typeof value !== 'string') {
      if (operator !== ':' && operator !== 'in' && operator !== 'in~')
        expectFamily(known, ['text'], `be asked with ${operator}`);
      return this.clause({ term: { [known.name]: value } });
    }
    switch (operator) {
      case 'in':
        return this.clause({ term: { [known.name]: value } });
      case 'in~':
        return this.clause({ term: { [known.name]: { value, case_insensitive: true } } });
      case ':':
      case 'like~':
        return this.pattern(known, value, true);
      case 'like':
        return this.pattern(known, value, false);
      case 'regex':
      case 'regex~': {
        const matches = luceneRegex(value, operator === 'regex~');
        const values = this.queries.values(known.name);
        return (document) => values(document).some((text) => matches(String(text)));
      }
    }
  }

  /** `*` and `?` work, a backslash is itself. */
  private pattern({ name }: Known, text: string, insensitive: boolean): Matcher {
    if (!/[*?]/.test(text))
      return this.clause({ term: { [name]: { value: text, case_insensitive: insensitive } } });
    const value = text.replaceAll('\\', '\\\\');
    return this.clause({ wildcard: { [name]: { value, case_insensitive: insensitive } } });
  }

  private call({ function: called, insensitive }: EqlCall, known: Known, literal: EqlLiteral): Matcher {
    const text = String(literal.value);
    if (called === 'cidrMatch') {
      expectFamily(known, ['ip'], 'be asked with cidrMatch');
      return this.clause({ term: { [known.name]: text } });
    }
    expectFamily(known, ['text'], `be asked with ${called}`);
    if (called === 'wildcard') return this.pattern(known, text, insensitive);
    const { name } = known;
    if (called === 'startsWith')
      return this.clause({ prefix: { [name]: { value: text, case_insensitive: insensitive } } });
    const escaped = text.replace(/[\\*?]/g, String.raw`\$&`);
    const value = called === 'endsWith' ? `*${escaped}` : `*${escaped}*`;
    return this.clause({ wildcard: { [name]: { value, case_insensitive: insensitive } } });
  }
}

function not(matches: Matcher): Matcher {
  return (document: PreparedDocument) => !matches(document);
}

function holds(length: number, operator: EqlComparison, value: number): boolean {
  switch (operator) {
    case '==':
      return length === value;
    case '!=':
      return length !== value;
    case '<':
      return length < value;
    case '<=':
      return length <= value;
    case '>':
      return length > value;
    case '>=':
      return length >= value;
  }
}

function smallest(values: readonly unknown[]): string | undefined {
  let first: string | undefined;
  for (const value of values)
    if (typeof value === 'string' && (first === undefined || value < first)) first = value;
  return first;
}

function expectFamily(
  { name, family, definition }: Known,
  wanted: readonly FieldFamily[],
  purpose: string,
): void {
  if (wanted.includes(family)) return;
  throw new ContentError({
    code: 'EQL_FIELD_TYPE',
    message: `“${name}” is a ${definition.type} field, which cannot ${purpose}`,
    found: definition.type,
    expected: wanted.join(', '),
    hint: 'Elasticsearch refuses such a query when it is read.',
  });
}

function expectLiteral({ name, family, definition }: Known, { value }: EqlLiteral): void {
  if (LITERALS[family].includes(typeof value)) return;
  throw wrongType(name, definition.type, value, `a ${LITERALS[family].join(' or a ')}`);
}

function wrongType(name: string, type: string, value: EqlValue, expected: string): ContentError {
  return new ContentError({
    code: 'EQL_VALUE_TYPE',
    message: `“${name}” (${type}) is compared with ${JSON.stringify(value)}`,
    found: JSON.stringify(value),
    expected,
    hint: 'Elasticsearch refuses such a query when it is read.',
  });
}
