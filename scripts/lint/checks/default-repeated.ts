import type { FormCheck } from '../check';
import { splitChunks } from '../yaml-chunks';

export const defaultRepeated: FormCheck = {
  code: 'DEFAULT_REPEATED',
  severity: 'warning',
  title: 'A rule’s YAML file says only what differs from package-content/rule-defaults.yml.',
  why: 'A default that is repeated stays behind when the default changes, and hides what is special about the rule.',
  bad: 'interval: 5m',
  mend: 'Leave the key out.',
  fixable: true,
  *run({ pack, document: { value, text: source } }) {
    if (typeof value !== 'object' || value === null) return;
    const own = new Map<string, unknown>(Object.entries(value));
    const defaults = new Map<string, unknown>(Object.entries(pack.defaults));
    // Lists of defaults are added to, not replaced.
    const isSingle = (one: unknown): one is string | number | boolean =>
      ['string', 'number', 'boolean'].includes(typeof one);
    const { head, chunks } = splitChunks(source);
    let end = head.length;
    for (const { key, text } of chunks) {
      const start = end;
      end += text.length;
      const usual = defaults.get(key);
      if (!isSingle(usual) || own.get(key) !== usual) continue;
      yield {
        path: [key],
        atKey: true,
        message: `“${key}: ${String(usual)}” is the default`,
        found: String(usual),
        edits: [{ start, end, text: '' }],
      };
    }
  },
};
