import { isJsonObject } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';
import type { PipelineDefinition } from '../../ingest/types';

/** The pipeline with every `pipeline` processor pointing at the renamed pipeline; unknown names stay. */
export function renamePipelines(
  pipeline: PipelineDefinition,
  rename: (name: string) => string,
): PipelineDefinition {
  const processors = (list: JsonValue): JsonValue => (Array.isArray(list) ? list.map(processor) : list);
  const processor = (value: JsonValue): JsonValue => {
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([type, options]) => [
        type,
        isJsonObject(options) ? rewritten(type, options) : options,
      ]),
    );
  };
  const rewritten = (type: string, options: JsonObject): JsonObject => ({
    ...options,
    ...(options['on_failure'] === undefined ? {} : { on_failure: processors(options['on_failure']) }),
    ...(type === 'foreach' && options['processor'] !== undefined
      ? { processor: processor(options['processor']) }
      : {}),
    ...(type === 'pipeline' && typeof options['name'] === 'string' ? { name: rename(options['name']) } : {}),
  });
  return {
    ...pipeline,
    processors: processors(pipeline.processors) as JsonObject[],
    ...(pipeline['on_failure'] === undefined ? {} : { on_failure: processors(pipeline['on_failure']) }),
  };
}

/** True when a processor has a Mustache template (`{{field}}`) outside of scripts and patterns. */
export function usesMustache(value: JsonValue): boolean {
  if (typeof value === 'string') return value.includes('{{');
  if (Array.isArray(value)) return value.some(usesMustache);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(
    ([key, child]) => !['description', 'source', 'if', '_meta'].includes(key) && usesMustache(child),
  );
}
