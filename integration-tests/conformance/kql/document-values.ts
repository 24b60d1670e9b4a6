import { isJsonContainer, isJsonObject } from '../../../scripts/base/json';
import type { JsonObject, JsonValue } from '../../../scripts/base/json';
import { scalarText } from '../../../scripts/query-dsl/values/scalar';

/** The values that the documents of a scenario hold, by the dotted names of their fields. */
export class DocumentValues {
  private readonly byField = new Map<string, string[]>();

  constructor(documents: readonly JsonObject[]) {
    for (const document of documents) this.addObject(document, '');
  }

  /** One of the texts of a field, of all fields that a pattern fits, or of the field of which this is a multi-field. */
  pick(name: string, choice: number): string | undefined {
    const texts = this.textsOf(name);
    return texts[choice % Math.max(texts.length, 1)];
  }

  private textsOf(name: string): readonly string[] {
    const own = name.includes('*') ? this.matching(name) : this.byField.get(name);
    return own ?? this.byField.get(name.slice(0, name.lastIndexOf('.'))) ?? [];
  }

  private matching(pattern: string): readonly string[] {
    const [head = '', tail = ''] = pattern.split('*');
    return [...this.byField].flatMap(([name, texts]) =>
      name.startsWith(head) && name.endsWith(tail) ? texts : [],
    );
  }

  private addObject(object: JsonObject, prefix: string): void {
    for (const [key, value] of Object.entries(object)) this.add(`${prefix}${key}`, value);
  }

  private add(name: string, value: JsonValue): void {
    if (Array.isArray(value)) for (const item of value) this.add(name, item);
    else if (isJsonObject(value)) this.addObject(value, `${name}.`);
    else if (value !== null && !isJsonContainer(value)) this.addText(name, scalarText(value));
  }

  private addText(name: string, text: string): void {
    // Elasticsearch refuses longer terms, and nobody would write them.
    if (text.length > 400) return;
    const texts = this.byField.get(name);
    if (texts) texts.push(text);
    else this.byField.set(name, [text]);
  }
}
