import { isJsonObject } from '../../base/json';
import type { JsonObject, JsonValue } from '../../base/json';
import type { PipelineDefinition } from '../../ingest/types';

/** Where the values of a template's placeholders are kept until the script has put them together. */
const SCRATCH = '_rulepack_template';

/** What `{{{a.b}}}` of a text becomes: its literal parts, one more than paths. */
interface TemplateText {
  readonly literals: readonly string[];
  readonly paths: readonly string[];
}

/**
 * The pipeline with every top-level `set` whose text has `{{{placeholders}}}` replaced by processors that do the same
 * without Mustache: `copy_from` for each placeholder, as scripts cannot read `_ingest`, and a script that joins them.
 */
export function withoutMustache(pipeline: PipelineDefinition): PipelineDefinition {
  const list = (processors: JsonValue): JsonValue =>
    Array.isArray(processors) ? processors.flatMap(replaced) : processors;
  return {
    ...pipeline,
    processors: list(pipeline.processors) as JsonObject[],
    ...(pipeline['on_failure'] === undefined ? {} : { on_failure: list(pipeline['on_failure']) }),
  };
}

function replaced(processor: JsonValue): JsonValue[] {
  const set = isJsonObject(processor) ? processor['set'] : undefined;
  if (!isJsonObject(set)) return [processor];
  const { field, value } = set;
  const hasOtherOptions = Object.keys(set).some((key) => !['tag', 'field', 'value'].includes(key));
  if (typeof field !== 'string' || typeof value !== 'string' || hasOtherOptions) return [processor];
  const { literals, paths } = parse(value);
  if (paths.length === 0) return [processor];
  const copies = paths.map((path, index) => ({
    set: { field: `${SCRATCH}.p${index}`, copy_from: path, ignore_failure: true },
  }));
  return [
    ...copies,
    { script: { lang: 'painless', params: { field, literals: [...literals] }, source: JOIN } },
  ];
}

function parse(text: string): TemplateText {
  const pieces = text.split(/\{\{\{\s*([\w.@]+)\s*\}\}\}/);
  return {
    literals: pieces.filter((_, index) => index % 2 === 0),
    paths: pieces.filter((_, index) => index % 2 === 1),
  };
}

/** A placeholder without a value is empty, as in Mustache. */
const JOIN = `
  def values = ctx.remove('${SCRATCH}');
  String text = params.literals[0];
  for (int i = 1; i < params.literals.length; i++) {
    def value = values == null ? null : values.get('p' + (i - 1));
    text += (value == null ? '' : value.toString()) + params.literals[i];
  }
  def path = params.field.splitOnToken('.');
  def object = ctx;
  for (int i = 0; i < path.length - 1; i++) {
    if (object.get(path[i]) == null) object.put(path[i], [:]);
    object = object.get(path[i]);
  }
  object.put(path[path.length - 1], text);
`;
