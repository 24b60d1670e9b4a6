import Handlebars from 'handlebars';
import { parse, stringify } from 'yaml';
import type { JsonObject, JsonValue } from '../base/json';
import { isJsonObject } from '../base/json';

/** A variable of a stream as a package policy holds it. */
export interface PolicyVar {
  readonly type: string;
  readonly value: JsonValue | undefined;
}

const fleet = Handlebars.create();

fleet.registerHelper('escape_string', (text: string | undefined) => {
  if (text === undefined || text === '') return undefined;
  if (text.includes('\n')) return JSON.stringify(text);
  return `'${text.replaceAll("'", "''")}'`;
});

fleet.registerHelper(
  'contains',
  function (this: unknown, item: string, list: unknown, options: Handlebars.HelperOptions) {
    return Array.isArray(list) && list.includes(item) ? options.fn(this) : '';
  },
);

/**
 * What makes the input configuration of an agent stream template as Fleet does (Kibana's Fleet plugin, `compileTemplate`): no
 * HTML escapes; a variable of type `yaml` goes in as its value, at the left margin as text; and a line break between
 * double quotes is lost, wherever they stand.
 */
export function fleetTemplate(source: string): (vars: Readonly<Record<string, PolicyVar>>) => JsonObject {
  const template = fleet.compile(source, { noEscape: true });
  return (vars) => render(template, vars);
}

function render(
  template: Handlebars.TemplateDelegate,
  vars: Readonly<Record<string, PolicyVar>>,
): JsonObject {
  const values: Record<string, JsonValue | undefined> = {};
  const ofYaml = new Map<string, JsonValue>();
  for (const [name, { type, value }] of Object.entries(vars)) {
    values[name] = value;
    if (type !== 'yaml' || typeof value !== 'string' || value === '') continue;
    values[name] = `"##${name}##"`;
    ofYaml.set(`##${name}##`, parse(value) as JsonValue);
  }
  let text = template(values);
  text = text.replace(/"(?:[^"\\]|\\.)*"/gs, (quoted) =>
    quoted.replace(/\n+/g, (breaks) => '\\n'.repeat(breaks.length - 1)),
  );
  for (const [mark, value] of ofYaml) {
    text = text.replaceAll(new RegExp(`^"${mark}"`, 'gm'), () => stringify(value, { lineWidth: 0 }));
  }
  const config = withYamlValues(parse(text) as JsonValue, ofYaml);
  if (!isJsonObject(config)) throw new Error(`the rendered template is not a map: ${text}`);
  return config;
}

function withYamlValues(value: JsonValue, ofYaml: ReadonlyMap<string, JsonValue>): JsonValue {
  if (typeof value === 'string') return ofYaml.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => withYamlValues(item, ofYaml));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withYamlValues(item, ofYaml)]));
}
