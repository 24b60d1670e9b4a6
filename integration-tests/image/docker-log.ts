/** What a container without a terminal wrote. */
export interface DockerLog {
  readonly stdout: string;
  readonly stderr: string;
}

const HEADER = 8;
const LENGTH_AT = 4;
const STDERR = 2;

/** Takes a log of Docker apart: pieces of both streams, each behind a header with its stream and its length. */
export function readDockerLog(log: Buffer): DockerLog {
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  for (let at = 0; at < log.length;) {
    const end = at + HEADER + log.readUInt32BE(at + LENGTH_AT);
    (log[at] === STDERR ? stderr : stdout).push(log.subarray(at + HEADER, end));
    at = end;
  }
  return { stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}
