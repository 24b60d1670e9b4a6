/** Version of the tables (user_version). */
export const VERSION = 1;

/** Times are epoch milliseconds; `tenant` is a number, as the ledger has millions of rows. */
export const SCHEMA = `
  CREATE TABLE tenants (tenant INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE lanes (
    tenant INTEGER, content_type TEXT, cursor INTEGER, subscription_start INTEGER,
    PRIMARY KEY (tenant, content_type)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE blobs (
    tenant INTEGER, content_type TEXT, id TEXT, created INTEGER NOT NULL,
    PRIMARY KEY (tenant, content_type, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX blobs_by_creation ON blobs (tenant, content_type, created);
  CREATE TABLE workloads (
    tenant INTEGER, content_type TEXT, workload TEXT, last_event INTEGER, last_arrival INTEGER NOT NULL,
    PRIMARY KEY (tenant, content_type, workload)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE pim_alerts (
    tenant INTEGER, alert TEXT, version TEXT NOT NULL,
    PRIMARY KEY (tenant, alert)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE ledger (
    key BLOB, tenant INTEGER, acknowledged INTEGER NOT NULL,
    PRIMARY KEY (key, tenant)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE batches (
    batch INTEGER PRIMARY KEY AUTOINCREMENT, tenant INTEGER NOT NULL, ids TEXT NOT NULL, backing_index TEXT,
    sent INTEGER NOT NULL, acknowledged INTEGER
  ) STRICT;
  CREATE TABLE last_index (place INTEGER PRIMARY KEY CHECK (place = 1), name TEXT NOT NULL) STRICT;
  CREATE TABLE forgetting (next INTEGER NOT NULL) STRICT;
  INSERT INTO forgetting VALUES (0);
`;
