import { resolve } from 'node:path';
import { dashboardFiles } from '.';
import type { JsonObject } from '../../base/json';
import { ingestRequests, loadCases } from '../../cases';
import { loadPack } from '../../content';
import type { Stream } from '../../content';
import { parseKql } from '../../kql';
import { compileKql, compileQuery, fieldValues, prepareDocument } from '../../query-dsl';
import type { PreparedDocument } from '../../query-dsl';
import { columns, onAlerts } from '../../testing/saved-dashboard';
import type { Panel, SavedDashboard } from '../../testing/saved-dashboard';

const NOW = Date.UTC(2026, 8, 14, 9);

interface Found {
  readonly stream: Stream;
  readonly document: JsonObject;
  readonly prepared: PreparedDocument;
}

let documents: ReadonlyMap<Stream, readonly Found[]>;
let panels: readonly Panel[];

/** What the pipelines of the pack make of the hits of its rules; of each case the first records do. */
beforeAll(() => {
  const pack = loadPack(resolve(__dirname, '..', '..', '..'));
  const [text = ''] = dashboardFiles(pack).values();
  panels = (JSON.parse((JSON.parse(text) as SavedDashboard).attributes.panelsJSON) as Panel[]).filter(
    (panel) => !onAlerts(panel),
  );
  const hits = loadCases(pack).filter(({ kind }) => kind === 'hit');
  const found = hits.flatMap((hit) =>
    ingestRequests({ ...hit, records: hit.records.slice(0, 2) }, NOW).flatMap((request, index) => {
      const stream = hit.records[index]?.stream;
      if (stream === undefined || request.bypassPipeline === true) return [];
      const input = { index: stream.name, id: null, source: request.source };
      const outcome = stream.compiled.run([stream.defaultPipeline], input, request.arrival);
      if (outcome.kind !== 'document') return [];
      const document = outcome.source;
      return [{ stream, document, prepared: prepareDocument(stream.mapping)(document) }];
    }),
  );
  documents = Map.groupBy(found, ({ stream }) => stream);
});

function find(query: string): Found[] {
  const node = parseKql(query);
  return [...documents].flatMap(([stream, own]) => {
    const matches = compileQuery(compileKql(node, stream.fields), stream.mapping);
    return own.filter(({ prepared }) => matches(prepared));
  });
}

it('every query and every group of a panel finds records that rules of the pack alert on', () => {
  const queries = panels.flatMap((panel) => [
    panel.embeddableConfig.attributes.state.query.query,
    ...columns(panel).flatMap(({ params }) => (params.filters ?? []).map(({ input }) => input.query)),
  ]);
  const empty = [...new Set(queries)].filter((query) => find(query).length === 0);
  expect(empty).toEqual([]);
});

it('every field that a panel shows has a value in some record that it finds', () => {
  for (const panel of panels) {
    const found = find(panel.embeddableConfig.attributes.state.query.query);
    const fields = columns(panel).flatMap(({ sourceField = '___records___' }) =>
      sourceField === '___records___' ? [] : [sourceField],
    );
    const blank = fields.filter((field) =>
      found.every(({ stream, document }) => fieldValues(document, field, stream.mapping).length === 0),
    );
    expect([panel.title, blank]).toEqual([panel.title, []]);
  }
});
