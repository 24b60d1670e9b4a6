import { isDeepStrictEqual } from 'node:util';
import { KqlIndex } from '../../../scripts/conformance/kql';
import type { Vector } from '../../../scripts/conformance/vector';
import type { Compared } from '../area';
import type { ConformanceServer } from '../server';
import { apart, searchAll, writeIndex } from './ask';
import { featuresOf } from './features';
import { judge } from './judge';
import type { Answers } from './judge';
import type { KqlScenario } from './scenario';

type Refusals = Readonly<Record<string, string>>;

/** Asks all queries of a scenario of the embedded engine, of Elasticsearch as Query DSL, and of its `kql` query. */
export async function compare(scenario: KqlScenario, server: ConformanceServer): Promise<Compared[]> {
  const index = new KqlIndex(scenario.mapping, scenario.documents);
  const name = server.name();
  try {
    const refused = await writeIndex(server, name, scenario);
    const written = compareRefusals(scenario, index.refused, refused);
    // Over other documents other answers would be no surprise.
    if (written.outcome === 'differed') return [written];
    const answered = await askAll(scenario, index, server, name);
    return [written, ...answered.map((answers) => toCompared(scenario, index, refused, answers))];
  } finally {
    await server.send('DELETE', `/${name}`);
  }
}

async function askAll(
  { queries }: KqlScenario,
  index: KqlIndex,
  server: ConformanceServer,
  name: string,
): Promise<Answers[]> {
  const questions = queries.map((query) => {
    const translated = index.translate(query);
    return { query, dsl: 'dsl' in translated ? [apart(translated.dsl)] : [], native: { kql: { query } } };
  });
  const asked = await searchAll(
    server,
    name,
    questions.flatMap(({ dsl, native }) => [...dsl, native]),
  );
  const next = asked.values();
  return questions.map(({ query, dsl }) => ({
    query,
    embedded: index.ask(query),
    compiled: dsl.length > 0 ? next.next().value : undefined,
    native: next.next().value ?? { error: 'no answer' },
  }));
}

function toCompared(
  { mapping, documents }: KqlScenario,
  index: KqlIndex,
  refused: Refusals,
  answers: Answers,
): Compared {
  const { query, embedded, compiled, native } = answers;
  const features = featuresOf(query, index.fields);
  const judgement = judge(index, answers);
  if (judgement.outcome !== 'differed') return { features, ...judgement };
  const server = compiled ?? native;
  const answer = 'hits' in server ? { hits: server.hits } : { error: server.error };
  return {
    features,
    outcome: 'differed',
    vector: vectorOf(query, { mapping, documents: [...documents], query }, { refused, ...answer }),
    answers: { embedded, dsl: compiled, native },
  };
}

/** A mapping must take and refuse the same documents on both sides. */
function compareRefusals(
  { mapping, documents }: KqlScenario,
  embedded: Refusals,
  refused: Refusals,
): Compared {
  const features = ['documents taken and refused'];
  if (isDeepStrictEqual(embedded, refused)) return { features, outcome: 'agreed' };
  const hits = [...documents.keys()].map(String).filter((id) => refused[id] === undefined);
  return {
    features,
    outcome: 'differed',
    vector: vectorOf('documents', { mapping, documents: [...documents], query: '' }, { refused, hits }),
    answers: { embedded, elasticsearch: refused },
  };
}

function vectorOf(title: string, input: object, answer: object): Vector {
  return { title, input: input as Vector['input'], answer: answer as Vector['answer'] };
}
