import { resolve } from 'node:path';
import { loadPack, queryFields } from '../../content';
import type { Pack } from '../../content';
import { isJsonObject } from '../../base/json';
import type { JsonValue } from '../../base/json';
import { findUnparenthesisedMix, parseKql } from '../../kql';
import { dashboardFiles } from '.';
import { columns, layers, onAlerts, queries } from '../../testing/saved-dashboard';
import type { Panel, SavedDashboard } from '../../testing/saved-dashboard';

/** Fields that Kibana's detection engine gives an alert (alerts-as-data and security field maps), used here. */
const ALERT_FIELDS = new Set([
  '@timestamp',
  'kibana.alert.building_block_type',
  'kibana.alert.rule.author',
  'kibana.alert.rule.name',
  'kibana.alert.rule.threat.tactic.name',
  'kibana.alert.severity',
  'kibana.alert.workflow_status',
]);

let pack: Pack;
let path: string;
let saved: SavedDashboard;
let panels: readonly Panel[];

beforeAll(() => {
  pack = loadPack(resolve(__dirname, '..', '..', '..'));
  const [entry] = dashboardFiles(pack);
  path = entry?.[0] ?? '';
  saved = JSON.parse(entry?.[1] ?? '') as SavedDashboard;
  panels = JSON.parse(saved.attributes.panelsJSON) as Panel[];
});

describe('the dashboard', () => {
  it('is a saved object whose id is its file name and has the prefix of the package', () => {
    expect(path).toBe(`kibana/dashboard/${saved.id}.json`);
    expect(saved.id).toMatch(/^o365_rulepack-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(saved).toMatchObject({
      type: 'dashboard',
      coreMigrationVersion: '8.8.0',
      typeMigrationVersion: '10.2.0',
    });
    expect(saved.attributes).toMatchObject({
      title: expect.stringMatching(/./) as string,
      description: expect.stringMatching(/./) as string,
    });
  });

  it('is the same text each time', () => {
    expect([...dashboardFiles(pack)]).toEqual([...dashboardFiles(pack)]);
  });

  it('filters by the datasets of the pack and by the author of its rules', () => {
    const search = JSON.parse(saved.attributes.kibanaSavedObjectMeta.searchSourceJSON) as {
      filter: {
        meta: { indexRefName: string; value: string; disabled: boolean };
        query: { bool: JsonValue };
      }[];
    };
    const [filter] = search.filter;
    expect(filter?.query.bool).toEqual({
      minimum_should_match: 1,
      should: [
        { terms: { 'event.dataset': [...pack.streams.keys()].sort() } },
        { terms: { 'kibana.alert.rule.author': ['o365-rulepack'] } },
      ],
    });
    expect(JSON.parse(filter?.meta.value ?? '')).toEqual(filter?.query.bool);
    expect(filter?.meta.disabled).toBe(false);
    expect(saved.references.map(({ name }) => name)).toContain(filter?.meta.indexRefName);
  });

  it('has panels of alerts, activity and collectors, each by value, with title and description', () => {
    expect(panels.length).toBeGreaterThanOrEqual(10);
    for (const panel of panels) {
      expect(panel.type).toBe('lens');
      expect(panel.title).not.toBe('');
      expect(panel.embeddableConfig.description).toMatch(/^[A-Z].+\.$/);
    }
    expect(new Set(panels.map(({ panelIndex }) => panelIndex)).size).toBe(panels.length);
  });

  it('lays its panels side by side on a grid of 48, without gaps at the top', () => {
    const covered = new Map<string, string>();
    for (const { gridData, title } of panels) {
      expect(gridData.x + gridData.w).toBeLessThanOrEqual(48);
      for (let x = gridData.x; x < gridData.x + gridData.w; x += 1) {
        for (let y = gridData.y; y < gridData.y + gridData.h; y += 1) {
          expect([covered.get(`${x},${y}`), title]).toEqual([undefined, title]);
          covered.set(`${x},${y}`, title);
        }
      }
    }
    const bottom = Math.max(...panels.map(({ gridData }) => gridData.y + gridData.h));
    expect(covered.size).toBe(48 * bottom);
  });
});

describe('references', () => {
  it('of a panel are those of the dashboard, and every layer has exactly one data view', () => {
    const expected = panels.flatMap((panel) =>
      panel.embeddableConfig.attributes.references.map((one) => ({
        ...one,
        name: `${panel.panelIndex}:${one.name}`,
      })),
    );
    expect(saved.references.filter(({ name }) => name.includes(':'))).toEqual(expected);
    for (const panel of panels) {
      const { references, state } = panel.embeddableConfig.attributes;
      const names = [...references, ...state.internalReferences].map(({ name }) => name);
      expect(names).toEqual(layers(panel).map(([id]) => `indexpattern-datasource-layer-${id}`));
    }
  });

  it('inside a panel lead to a data view that the panel holds', () => {
    for (const panel of panels) {
      const { adHocDataViews, internalReferences } = panel.embeddableConfig.attributes.state;
      expect(Object.keys(adHocDataViews)).toEqual(internalReferences.map(({ id }) => id));
      for (const [id, view] of Object.entries(adHocDataViews)) {
        expect(view).toMatchObject({ id, title: '.alerts-security.alerts-*' });
      }
    }
  });

  it('outside lead to the data view of Fleet only', () => {
    expect(new Set(saved.references.map(({ id, type }) => `${type} ${id}`))).toEqual(
      new Set(['index-pattern logs-*']),
    );
  });

  it('to columns and layers are to ones that are there', () => {
    for (const panel of panels) {
      const [[layerId, layer] = ['', undefined]] = layers(panel);
      const ids = Object.keys(layer?.columns ?? {});
      expect([...(layer?.columnOrder ?? [])].sort()).toEqual([...ids].sort());
      for (const { params } of columns(panel))
        if (params.orderBy) expect(ids).toContain(params.orderBy.columnId);
      const used = columnsIn(panel.embeddableConfig.attributes.state.visualization, layerId);
      expect([...new Set(used)].sort()).toEqual([...ids].sort());
    }
  });
});

describe('queries and fields', () => {
  it('are KQL that reads the same in Kibana and Elasticsearch', () => {
    for (const query of panels.flatMap(queries)) {
      expect(query).not.toBe('');
      expect([query, findUnparenthesisedMix(parseKql(query))]).toEqual([query, undefined]);
    }
  });

  it('name fields that the streams of the pack declare, or that alerts have', () => {
    const declared = [...pack.streams.values()].map((stream) => stream.declaredFields);
    for (const panel of panels) {
      const names = [
        ...queries(panel).flatMap((query) => queryFields(parseKql(query)).map(({ name }) => name)),
        ...columns(panel).flatMap(({ sourceField }) => (sourceField === undefined ? [] : [sourceField])),
      ].filter((name) => name !== '___records___');
      const known = (name: string): boolean =>
        onAlerts(panel)
          ? ALERT_FIELDS.has(name)
          : declared.some((fields) => fields.lookup(name) !== undefined);
      expect([panel.title, names.filter((name) => !known(name))]).toEqual([panel.title, []]);
    }
  });

  it('take fields by the types that they have', () => {
    const families: Readonly<Record<string, readonly string[]>> = {
      string: ['keyword', 'constant_keyword'],
      number: ['long', 'double', 'float', 'integer'],
      date: ['date'],
      ip: ['ip'],
      boolean: ['boolean'],
    };
    const wrong = panels
      .filter((panel) => !onAlerts(panel))
      .flatMap(columns)
      .flatMap(({ sourceField = '___records___', dataType, operationType }) => {
        if (sourceField === '___records___' || operationType === 'unique_count') return [];
        const types = [...pack.streams.values()].flatMap(
          ({ declaredFields }) => declaredFields.lookup(sourceField)?.type ?? [],
        );
        return types.every((type) => families[dataType]?.includes(type))
          ? []
          : [`${sourceField}: ${types.join(' ')}`];
      });
    expect(wrong).toEqual([]);
  });

  it('ask for privileged activity by actions that rules of the pack know', () => {
    const ruleTexts = pack.rules.map(({ query }) => query).join('\n');
    const actions = panels
      .flatMap((panel) => columns(panel).flatMap(({ params }) => params.filters ?? []))
      .flatMap(({ input }) => [...input.query.matchAll(/event\.action: \(?((?:"[^"]+"(?: or )?)+)/g)])
      .flatMap(([, list = '']) => [...list.matchAll(/"([^"]+)"/g)].map(([, action = '']) => action));
    expect(actions.length).toBeGreaterThan(8);
    expect(actions.filter((action) => !ruleTexts.includes(`"${action}"`))).toEqual([]);
  });
});

/** Columns that a visualization names; a layer id must be the one of the panel. */
function columnsIn(value: JsonValue, layerId: string): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => columnsIn(one, layerId));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'layerId') expect(inner).toBe(layerId);
    if (/^(accessors|metricAccessor|xAccessor|splitAccessor|columnId)$/.test(key))
      return [inner].flat().filter((id) => typeof id === 'string');
    return columnsIn(inner, layerId);
  });
}
