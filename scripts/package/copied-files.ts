import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentReader } from '../content';
import type { Pack } from '../content';
import type { PackagePart } from './package-part';

/** Paths in the package, and where each stands in the checkout. */
const FILES = {
  'manifest.yml': 'package-content/manifest.yml',
  'changelog.yml': 'package-content/changelog.yml',
  'kibana/tags.yml': 'package-content/kibana/tags.yml',
  'LICENSE.txt': 'LICENSE',
  'NOTICE.txt': 'NOTICE',
} as const;

/** What the package holds as it is written: manifests, changelog, tags, licence, icons and agent streams. */
export function copiedFiles({ root, streams }: Pack): Map<string, PackagePart> {
  const reader = new ContentReader(root);
  const parts = new Map<string, PackagePart>();
  const copy = (path: string, source: string): void => {
    const text = reader.text(join(root, source));
    if (text !== undefined) parts.set(path, { content: withoutEditorHint(text), source });
  };
  for (const [path, source] of Object.entries(FILES)) copy(path, source);
  for (const path of reader.files(join(root, 'package-content', 'img'), '.svg')) {
    const source = reader.name(path);
    parts.set(source.replace('package-content/', ''), { content: readFileSync(path), source });
  }
  for (const { config } of streams.values()) {
    const folder = `data_stream/${config.data_stream}`;
    copy(`${folder}/manifest.yml`, `package-content/${folder}/manifest.yml`);
    const agent = join(root, 'package-content', folder, 'agent', 'stream');
    if (!existsSync(agent)) continue;
    for (const path of reader.files(agent, '.yml.hbs')) {
      const source = reader.name(path);
      copy(source.replace('package-content/', ''), source);
    }
  }
  reader.throwIfProblems();
  return parts;
}

/** The first line of a source may name its JSON Schema, whose path means nothing in the package. */
function withoutEditorHint(text: string): string {
  return text.replace(/^# yaml-language-server:.*\n/, '');
}
