/** A request that could change something was about to be sent: a fault of this program, nothing went out. */
export class WriteRefusedError extends Error {
  override readonly name = 'WriteRefusedError';

  constructor(method: string, path: string) {
    super(`${method} ${path} is not among the read-only requests of npm run noise; it was not sent`);
  }
}

/** One or more index patterns as one segment of a path, encoded; names of the cluster's own APIs begin with `_`. */
const INDICES = String.raw`/(?!_)[\w.%*-]+`;

/** All that this program ever asks of a cluster. A point in time is a view: it is opened and closed, no data changes. */
const ALLOWED: readonly RegExp[] = [
  /^POST \/_search$/,
  /^POST \/_query$/,
  /^DELETE \/_pit$/,
  new RegExp(`^POST ${INDICES}/_pit$`),
  new RegExp(`^POST ${INDICES}/_eql/search$`),
];

/** Throws WriteRefusedError for any request but those that only read. `path` is without the query string. */
export function assertReadOnly(method: string, path: string): void {
  const request = `${method} ${path}`;
  if (!ALLOWED.some((pattern) => pattern.test(request))) throw new WriteRefusedError(method, path);
}
