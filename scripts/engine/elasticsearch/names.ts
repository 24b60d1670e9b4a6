import { randomBytes } from 'node:crypto';
import { isJsonObject, type JsonValue } from '../../base/json';

const BACKING_INDEX = /^\.ds-(.+)-\d{4}\.\d{2}\.\d{2}-\d{6,}$/;

/** The names of one run on a server that others use too: everything it makes begins with `rulepack-<random>-`. */
export class RunNames {
  constructor(readonly prefix: string = `rulepack-${randomBytes(5).toString('hex')}-`) {}

  /** The server's name of a stream or pipeline. */
  add(name: string): string {
    return this.prefix + name;
  }

  /** The server's index pattern; an exclusion (`-logs-x*`) stays one. */
  addToPattern(pattern: string): string {
    if (pattern === '_all') return `${this.prefix}*`;
    return pattern.startsWith('-') ? `-${this.prefix}${pattern.slice(1)}` : this.prefix + pattern;
  }

  /** The pack's name of an index; a backing index (`.ds-…-2026.11.22-000001`) is named after its data stream. */
  strip(index: string): string {
    const stream = BACKING_INDEX.exec(index)?.[1] ?? index;
    return stream.startsWith(this.prefix) ? stream.slice(this.prefix.length) : stream;
  }

  /** Strips every `_index` inside an aggregation's answer (`top_hits`), in place; `_source` is left alone. */
  stripWithin(value: JsonValue): void {
    if (Array.isArray(value)) {
      for (const item of value) this.stripWithin(item);
    } else if (isJsonObject(value)) {
      for (const [key, child] of Object.entries(value)) {
        if (key === '_index' && typeof child === 'string') value[key] = this.strip(child);
        else if (key !== '_source') this.stripWithin(child);
      }
    }
  }
}
