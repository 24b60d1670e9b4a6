import { join } from 'node:path';
import { dump } from 'js-yaml';
import { ContentReader, fieldsFileSchema } from '../content';
import type { Pack, Stream } from '../content';
import type { PackagePart } from './package-part';
import { resolvedFields } from './resolved-fields';
import type { ResolvedField } from './resolved-fields';

/** One file of data_stream/<name>/fields/. */
export interface FieldsFile {
  /** Path in the package. */
  readonly path: string;
  readonly source: string;
  readonly fields: readonly ResolvedField[];
}

/** The fields files of a data stream, ECS fields resolved. */
function streamFields(root: string, { config }: Stream): FieldsFile[] {
  const reader = new ContentReader(root);
  const folder = `data_stream/${config.data_stream}/fields`;
  const files = reader.files(join(root, 'package-content', folder), '.yml').map((path) => {
    const source = reader.name(path);
    const fields = reader.checked(path, fieldsFileSchema)?.value ?? [];
    return { path: source.replace('package-content/', ''), source, fields: resolvedFields(fields) };
  });
  reader.throwIfProblems();
  return files;
}

/** The fields files of all data streams, by the stream's folder. */
export function allFields({ root, streams }: Pack): Map<string, readonly FieldsFile[]> {
  return new Map(
    [...streams.values()].map((stream) => [stream.config.data_stream, streamFields(root, stream)]),
  );
}

/** The fields files as they ship. */
export function fieldsFiles(fields: ReadonlyMap<string, readonly FieldsFile[]>): Map<string, PackagePart> {
  return new Map(
    [...fields.values()]
      .flat()
      .map(({ path, source, fields: list }) => [path, { content: dump(list, { lineWidth: 120 }), source }]),
  );
}
