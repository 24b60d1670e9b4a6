import type { FormCheck } from '../check';
import { splitChunks } from '../yaml-chunks';

/** What it is, how it runs, what it searches, what comes of it, what it means. */
const ORDER = [
  ...['id', 'name', 'description', 'version', 'status', 'deprecated'],
  ...['type', 'stream', 'severity', 'risk_score', 'building_block', 'use_case', 'tags', 'author', 'enabled'],
  ...['interval', 'from', 'to', 'max_signals'],
  ...['language', 'query', 'timestamp_field', 'event_category_override', 'tiebreaker_field'],
  ...['threshold', 'new_terms_fields', 'history_window_start', 'clock', 'suppression'],
  ...['noise', 'attack', 'references', 'guide', 'setup'],
];

export const keyOrder: FormCheck = {
  code: 'KEY_ORDER',
  severity: 'warning',
  title: `The keys of a rule’s YAML file stand in one order: ${ORDER.join(', ')}.`,
  why: 'Ninety files that are built alike are read and compared faster, and a merge finds its place.',
  bad: 'setup: …\nname: …',
  mend: 'Move the key with its comment.',
  fixable: true,
  *run({ document }) {
    const { head, chunks } = splitChunks(document.text);
    const rank = ({ key }: { readonly key: string }): number => {
      const index = ORDER.indexOf(key);
      return index < 0 ? ORDER.length : index;
    };
    const sorted = [...chunks].sort((a, b) => rank(a) - rank(b));
    const first = chunks.findIndex((chunk, index) => chunk !== sorted[index]);
    const wrong = chunks[first];
    if (wrong === undefined) return;
    const text = sorted.map((chunk) => chunk.text).join('');
    yield {
      path: [wrong.key],
      atKey: true,
      message: `“${wrong.key}” stands before “${sorted[first]?.key ?? ''}”`,
      found: chunks.map(({ key }) => key).join(', '),
      expected: sorted.map(({ key }) => key).join(', '),
      edits: [{ start: head.length, end: document.text.length, text }],
    };
  },
};
