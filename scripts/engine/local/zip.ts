import { closeSync, mkdirSync, openSync, readSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;

export interface ZipEntry {
  /** Path with forward slashes; a folder's ends with one. */
  readonly name: string;
  readonly size: number;
  readonly crc32: number;
  readonly method: number;
  readonly compressedSize: number;
  /** Unix permission bits, 0 when the archive has none. */
  readonly mode: number;
  readonly offset: number;
}

/**
 * Reads single files out of a zip archive without reading the rest of it (PKWARE's APPNOTE.TXT; no zip64, no
 * encryption: Maven artifacts of under 4 GB have neither).
 */
export class ZipFile implements Disposable {
  readonly entries: readonly ZipEntry[];
  private readonly file: number;

  /** @throws Error when it is no zip archive, or an incomplete one */
  constructor(private readonly path: string) {
    this.file = openSync(path, 'r');
    try {
      this.entries = this.directory();
    } catch (error) {
      closeSync(this.file);
      throw error;
    }
  }

  /** The file's bytes, checked against the archive's checksum. */
  read(entry: ZipEntry): Buffer {
    const header = this.bytes(entry.offset, LOCAL_HEADER_SIZE);
    const start = entry.offset + LOCAL_HEADER_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
    const packed = this.bytes(start, entry.compressedSize);
    if (entry.method !== STORED && entry.method !== DEFLATED) {
      throw new Error(
        `${this.path}: ${entry.name} is packed with method ${entry.method}, which is not supported`,
      );
    }
    const content = entry.method === STORED ? packed : inflateRawSync(packed);
    if (crc32(content) !== entry.crc32) throw new Error(`${this.path}: ${entry.name} is damaged`);
    return content;
  }

  /** Writes each file for which `target` returns a path relative to `folder`; folders are made as needed. */
  extract(folder: string, target: (name: string) => string | undefined): number {
    let written = 0;
    for (const entry of this.entries) {
      const relative = entry.name.endsWith('/') ? undefined : target(entry.name);
      if (relative === undefined) continue;
      const inside = normalize(relative);
      if (isAbsolute(inside) || inside.split(sep).includes('..')) {
        throw new Error(`${this.path}: ${entry.name} points outside of the archive`);
      }
      const path = join(folder, inside);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, this.read(entry), entry.mode === 0 ? {} : { mode: entry.mode });
      written += 1;
    }
    return written;
  }

  [Symbol.dispose](): void {
    closeSync(this.file);
  }

  private bytes(position: number, length: number): Buffer {
    const buffer = Buffer.alloc(length);
    if (readSync(this.file, buffer, 0, length, position) !== length)
      throw new Error(`${this.path} ends too early`);
    return buffer;
  }

  private directory(): ZipEntry[] {
    const { size } = statSync(this.path);
    const length = Math.min(size, END_SIZE + LONGEST_COMMENT);
    const tail = this.bytes(size - length, length);
    let end = length - END_SIZE;
    while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
    if (end < 0) throw new Error(`${this.path} is no zip archive, or not all of one`);
    const entries: ZipEntry[] = [];
    const directory = this.bytes(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
    for (let at = 0; at < directory.length;) {
      if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY)
        throw new Error(`${this.path} has a damaged directory`);
      const nameLength = directory.readUInt16LE(at + 28);
      entries.push({
        method: directory.readUInt16LE(at + 10),
        crc32: directory.readUInt32LE(at + 16),
        compressedSize: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
        offset: directory.readUInt32LE(at + 42),
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      });
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return entries;
  }
}
