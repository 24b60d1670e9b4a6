import { setupRequests, shippedName } from '../../scripts/collect/setup';
import type { JsonObject } from '../../scripts/base/json';
import type { Stream } from '../../scripts/content';
import type { Capabilities } from '../../scripts/engine';
import { adaptMapping } from '../../scripts/engine/elasticsearch/adapt-mapping';
import { ask } from '../engine/shared-server';
import type { SetupNamespace } from './setup-namespace';

const _meta = { managed_by: 'fleet', managed: true, package: { name: 'o365_rulepack' } };

/**
 * What Fleet puts into Elasticsearch for the package: pipelines of the version, and for each dataset an index template of
 * priority 200 for all namespaces. Its pipelines leave a mark.
 */
export class FleetPackage implements AsyncDisposable {
  readonly pipelines: readonly string[];
  readonly templates: readonly string[];

  readonly #streams: readonly Stream[];

  constructor(private readonly suite: SetupNamespace) {
    this.#streams = [...suite.pack.streams.values()].filter(({ defaultPipeline }) =>
      (Object.values(suite.streams) as string[]).includes(`${defaultPipeline}-${suite.name}`),
    );
    this.templates = this.#streams.map(({ defaultPipeline }) => defaultPipeline);
    this.pipelines = this.#streams.map((stream) =>
      shippedName(stream, stream.defaultPipeline, suite.options.version),
    );
  }

  async install(capabilities: Capabilities): Promise<void> {
    const requests = setupRequests(this.suite.pack, this.suite.options);
    for (const stream of this.#streams) {
      const template = stream.defaultPipeline;
      const pipeline = shippedName(stream, template, this.suite.options.version);
      const { processors, on_failure } = requests.find(({ name }) => name === pipeline)?.body as JsonObject;
      const mark = { set: { field: 'labels.pipeline_of', value: 'fleet' } };
      await put(`/_ingest/pipeline/${pipeline}`, {
        processors: [...(processors as object[]), mark],
        on_failure,
        _meta,
      });
      await put(`/_index_template/${template}`, {
        index_patterns: [`${template}-*`],
        priority: 200,
        ...(capabilities.dataStreams ? { data_stream: {} } : {}),
        template: {
          settings: { ...stream.settings, 'index.default_pipeline': pipeline },
          mappings: adaptMapping(stream.mapping, capabilities).mapping,
        },
        _meta,
      });
    }
  }

  /** As Elasticsearch has it. */
  async there(): Promise<unknown> {
    const paths = [
      ...this.pipelines.map((name) => `/_ingest/pipeline/${name}`),
      ...this.templates.map((name) => `/_index_template/${name}`),
    ];
    return await Promise.all(paths.map((path) => ask('GET', path)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of this.templates) await ask('DELETE', `/_index_template/${name}`);
    for (const name of this.pipelines) await ask('DELETE', `/_ingest/pipeline/${name}`);
  }
}

async function put(path: string, body: object): Promise<void> {
  const { status, body: answer } = await ask('PUT', path, body);
  if (status !== 200) throw new Error(`PUT ${path}: ${JSON.stringify(answer)}`);
}
