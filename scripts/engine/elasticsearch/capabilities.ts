import type { estypes } from '@elastic/elasticsearch';
import type { Capabilities } from '../engine';
import type { Connection } from './connection';
import type { RunNames } from './names';
import { tooOld } from './refusal';

/** The oldest major version that Elastic's client of this program speaks to. */
const OLDEST_MAJOR = 9;

/** The processors without which the pack's pipelines cannot be installed at all. */
const BASIC_PROCESSORS = ['set', 'rename', 'remove', 'date', 'pipeline'];

export interface ServerTraits {
  readonly version: string;
  readonly capabilities: Capabilities;
}

/**
 * Asks the server what it is and what it can do. Modules come from every node's own list; field types are tried
 * out on a simulated index template, because the module that holds one changed its name between versions.
 *
 * @throws EngineError `ENGINE_TOO_OLD`, `ENGINE_UNAUTHORISED`, `ENGINE_NOT_ELASTICSEARCH`
 */
export async function readTraits(connection: Connection, names: RunNames): Promise<ServerTraits> {
  const answers = Promise.all([
    connection.send<NodesInfo>({
      method: 'GET',
      path: '/_nodes/plugins,ingest',
      query: { filter_path: NODE_FIELDS },
    }),
    hasFieldType(connection, names, 'constant_keyword'),
    hasFieldType(connection, names, 'wildcard'),
    hasFieldType(connection, names, 'match_only_text'),
  ]);
  // What an old server or another program makes of these questions does not matter.
  answers.catch(() => undefined);
  const { version } = await connection.send<estypes.InfoResponse>({ method: 'GET', path: '/' });
  if (Number.parseInt(version.number, 10) < OLDEST_MAJOR) {
    throw tooOld(version.number);
  }
  const [nodes, constantKeyword, wildcard, matchOnlyText] = await answers;
  const modules = onEveryNode(nodes, (node) =>
    [...(node.modules ?? []), ...(node.plugins ?? [])].map((m) => m.name),
  );
  const processors = onEveryNode(nodes, (node) => node.ingest?.processors.map((processor) => processor.type));
  return {
    version: version.number,
    capabilities: {
      ingest: BASIC_PROCESSORS.every((processor) => processors.has(processor)),
      painless: modules.has('lang-painless'),
      mustache: modules.has('lang-mustache'),
      kql: modules.has('x-pack-kql'),
      eql: modules.has('x-pack-eql'),
      esql: modules.has('x-pack-esql'),
      dataStreams: modules.has('data-streams'),
      constantKeyword,
      wildcard,
      matchOnlyText,
    },
  };
}

const NODE_FIELDS = 'nodes.*.modules.name,nodes.*.plugins.name,nodes.*.ingest.processors.type';

interface NodeTraits {
  readonly modules?: readonly { readonly name: string }[];
  readonly plugins?: readonly { readonly name: string }[];
  readonly ingest?: { readonly processors: readonly { readonly type: string }[] };
}

interface NodesInfo {
  readonly nodes: Readonly<Record<string, NodeTraits>>;
}

/** What all nodes have; a node that does not tell (no ingest role) has no say. */
function onEveryNode(
  { nodes }: NodesInfo,
  list: (node: NodeTraits) => readonly string[] | undefined,
): ReadonlySet<string> {
  const told = Object.values(nodes).flatMap((node) => {
    const names = list(node);
    return names === undefined ? [] : [new Set(names)];
  });
  return told.length === 0 ? new Set() : told.reduce((common, next) => common.intersection(next));
}

async function hasFieldType(connection: Connection, names: RunNames, type: string): Promise<boolean> {
  const { status } = await connection.ask({
    method: 'POST',
    path: '/_index_template/_simulate',
    body: {
      index_patterns: [names.add('probe')],
      template: { mappings: { properties: { probe: { type } } } },
    },
    accept: [400],
  });
  return status === 200;
}
