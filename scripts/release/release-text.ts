import { problemsText } from '../report';
import type { ReleaseCheck } from './check-release';
import { sha256 } from './checksums';
import type { Release } from './release';

interface Row {
  readonly what: string;
  readonly bytes: number;
  readonly note: string;
}

/** A line with its digest for each file at the top, and one with the number of its files for each folder. */
export function releaseText({ version, files }: Release, folder: string): string {
  const contents = [...files].map(([path, content]) => ({
    path,
    content,
    bytes: Buffer.byteLength(content),
  }));
  const groups = Map.groupBy(contents, ({ path }) => /^[^/]*\//.exec(path)?.[0] ?? '');
  const single = (groups.get('') ?? []).map(({ path, content, bytes }): Row => ({
    what: path,
    bytes,
    note: sha256(content),
  }));
  const folders = [...groups].flatMap(([what, members]): Row[] => {
    const bytes = members.reduce((sum, member) => sum + member.bytes, 0);
    return what === '' ? [] : [{ what, bytes, note: `${members.length} files` }];
  });
  const rows = [...single, ...folders];
  const width = Math.max(...rows.map(({ what }) => what.length));
  const lines = rows.map(
    ({ what, bytes, note }) => `  ${what.padEnd(width)}  ${kilobytes(bytes).padStart(9)}  ${note}`,
  );
  return [`release ${version}, ${files.size} files in ${folder}/`, ...lines].join('\n');
}

/** For programs: version, folder, and every file with size in bytes and SHA-256. */
export function releaseJson({ version, files }: Release, folder: string): string {
  const listed = Array.from(files, ([path, content]) => ({
    path,
    bytes: Buffer.byteLength(content),
    sha256: sha256(content),
  }));
  return JSON.stringify({ version, folder, files: listed }, null, 2);
}

/** What is wrong with a release folder, or that nothing is. */
export function releaseCheckText({ files, problems }: ReleaseCheck, folder: string): string {
  if (problems.length === 0) return `${files} files in ${folder}, each as it was released`;
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `${problemsText(problems)}\n\n${count} in ${folder}`;
}

export function releaseCheckJson({ files, problems }: ReleaseCheck, folder: string): string {
  return JSON.stringify({ folder, files, problems }, null, 2);
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
