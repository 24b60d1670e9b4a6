import { loadCases } from '../cases';
import type { ProofCase } from '../cases';
import { loadPack } from '../content';
import { isKqlRule } from '../content';
import type { KqlRule, Pack, Stream } from '../content';
import { RecordMatcher, ruleQuery } from '../detection';
import { parseKql } from '../kql';
import { QuerySet } from '../query-dsl';
import { auditStream, corpus } from './corpus';
import { timePerCall } from './figure';
import type { Figure } from './figure';
import { yamlOnly } from './yaml-only';

/** Figures of the embedded engine that are measured in this process. */
export function embeddedFigures(root: string): Figure[] {
  const pack = loadPack(root);
  const cases = loadCases(pack);
  return [
    loadFigure(root, pack),
    ...throughputFigures(pack, cases),
    parseFigure(pack),
    ...matchFigures(pack, cases),
  ];
}

function loadFigure(root: string, pack: Pack): Figure {
  const load = timePerCall(() => loadPack(root), 5, 300) / pack.rules.length;
  const baseline = timePerCall(() => yamlOnly(root), 5, 100) / pack.rules.length;
  return {
    name: 'load and validate, per rule',
    value: load,
    unit: 'ms',
    baseline: { name: 'reading the YAML alone', value: baseline },
    target: { limit: 2, kind: 'at most' },
  };
}

/** Records a second on one core: raw record → shipped pipeline → all rules. */
function throughputFigures(pack: Pack, cases: readonly ProofCase[]): Figure[] {
  const stream = auditStream(pack);
  const records = corpus(cases, stream);
  const matcher = new RecordMatcher(stream, pack.rules);
  const now = Date.UTC(2026, 2, 10, 12);
  const all = timePerCall(() => records.forEach((record) => matcher.match(record, now)), 7, 500);
  const parse = timePerCall(() => records.forEach((record) => void JSON.parse(record)), 7, 200);
  return [
    {
      name: `raw record → document → ${rulesOf(pack, stream).length} rules (${records.length} records)`,
      value: (records.length / all) * 1000,
      unit: 'records/s',
      baseline: { name: 'JSON.parse alone', value: (records.length / parse) * 1000 },
      target: { limit: 50_000, kind: 'at least' },
    },
  ];
}

function parseFigure(pack: Pack): Figure {
  const queries = pack.rules.filter(isKqlRule).map(({ query }) => query);
  const trees = queries.map((query) => JSON.stringify(parseKql(query)));
  const parse = timePerCall(() => queries.forEach((query) => parseKql(query))) / queries.length;
  const baseline = timePerCall(() => trees.forEach((tree) => void JSON.parse(tree))) / queries.length;
  return {
    name: 'KQL parse, per query',
    value: parse,
    unit: 'ms',
    baseline: { name: 'JSON.parse of its tree', value: baseline },
    target: { limit: 0.05, kind: 'at most' },
  };
}

/** Every rule on every document, each document prepared once: what a rule adds to a document. */
function matchFigures(pack: Pack, cases: readonly ProofCase[]): Figure[] {
  const stream = auditStream(pack);
  const queries = new QuerySet(stream.mapping);
  const matchers = rulesOf(pack, stream).map((rule) => queries.compile(ruleQuery(rule)));
  const documents = corpus(cases, stream).flatMap((message) => {
    const input = { index: stream.name, id: null, source: { message } };
    const outcome = stream.compiled.run([stream.defaultPipeline], input, 0);
    return outcome.kind === 'document' ? [outcome.source] : [];
  });
  const pairs = documents.length * matchers.length;
  const match = timePerCall(() => {
    for (const document of documents) {
      const prepared = queries.prepare(document);
      for (const matches of matchers) matches(prepared);
    }
  });
  const byHand = timePerCall(() => {
    for (const document of documents) matchers.forEach(() => writtenByHand(document));
  });
  return [
    {
      name: 'a compiled rule on a document',
      value: (match / pairs) * 1000,
      unit: 'µs',
      baseline: { name: 'exo-management-role-assignment written by hand', value: (byHand / pairs) * 1000 },
      target: { limit: 0.2, kind: 'at most' },
    },
  ];
}

function rulesOf(pack: Pack, stream: Stream): KqlRule[] {
  return pack.rules.filter(isKqlRule).filter(({ streams }) => streams.includes(stream));
}

/** What the first rule would be without a query language. */
function writtenByHand(document: Record<string, unknown>): boolean {
  const event = document['event'] as Record<string, unknown> | undefined;
  const category = event?.['category'];
  return (
    event?.['dataset'] === 'o365.audit' &&
    event['provider'] === 'Exchange' &&
    Array.isArray(category) &&
    category.includes('web') &&
    event['action'] === 'New-ManagementRoleAssignment' &&
    event['outcome'] === 'success'
  );
}
