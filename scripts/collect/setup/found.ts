import { isJsonObject } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';
import type { Connection } from '../../engine/elasticsearch/connection';

/** What Fleet installed of the package before. */
export interface FoundOfFleet {
  readonly pipelines: ReadonlySet<string>;
  readonly templates: ReadonlySet<string>;
}

/** Looks for the pipelines and templates of an installed Fleet package, which a setup leaves alone. */
export async function findFleet(connection: Connection): Promise<FoundOfFleet> {
  const [pipelines, templates] = await Promise.all([
    connection.ask<JsonObject>({
      method: 'GET',
      path: '/_ingest/pipeline/logs-o365_rulepack.*',
      query: { filter_path: '*._meta' },
      accept: [404],
    }),
    connection.ask<{ readonly index_templates?: readonly Template[] }>({
      method: 'GET',
      path: '/_index_template/logs-o365_rulepack.*',
      query: { filter_path: 'index_templates.name,index_templates.index_template._meta' },
      accept: [404],
    }),
  ]);
  const named = Object.entries(pipelines.status === 404 ? {} : pipelines.body);
  const listed = templates.status === 404 ? [] : (templates.body.index_templates ?? []);
  return {
    pipelines: new Set(named.filter(([, pipeline]) => isOfFleet(pipeline)).map(([name]) => name)),
    templates: new Set(
      listed.filter(({ index_template }) => isOfFleet(index_template)).map(({ name }) => name),
    ),
  };
}

interface Template {
  readonly name: string;
  readonly index_template?: JsonObject;
}

function isOfFleet(made: JsonValue | undefined): boolean {
  const meta = isJsonObject(made) ? made['_meta'] : undefined;
  return isJsonObject(meta) && meta['managed_by'] === 'fleet';
}
