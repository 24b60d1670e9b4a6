import fc from 'fast-check';
import { BulkCluster } from '../../testing/bulk-cluster';
import { Ledger, record, rig, STREAMS, TENANT, write } from '../../testing/writer-rig';

test('whatever happens, each record is there once unless it is dead', async () => {
  const fault = fc.constantFrom('ok', 'ok', 'ok', '429', '503', 'cut', 'lost', '413', 'items', 'stop');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fault, { maxLength: 20 }),
      fc.array(fc.array(fc.nat(60), { maxLength: 40 }), { minLength: 1, maxLength: 6 }),
      async (faults, blobs) => {
        await using faulty = await new BulkCluster().start();
        const ledger = new Ledger();
        let stop = new AbortController();
        faulty.unreadable = (id) => id.endsWith('7');
        faulty.instead = (request) => {
          const met = faults[request - 1];
          if (met === 'stop') stop.abort();
          if (met === 'cut') return 'cut';
          return met === '429' || met === '503' || met === '413' ? { status: Number(met) } : undefined;
        };
        faulty.afterwards = (request) => (faults[request - 1] === 'lost' ? 'cut' : undefined);
        faulty.refuse = (id, stream, request) => {
          if (faults[request - 1] === 'items' && Number(id) % 2 === 0)
            return { status: 503, type: 'unavailable_shards_exception', reason: 'wait' };
          return id.endsWith('3') && stream === STREAMS.audit
            ? { status: 400, type: 'document_parsing_exception', reason: 'no' }
            : undefined;
        };
        for (let left = blobs; left.length > 0;) {
          stop = new AbortController();
          await using r = rig(faulty.url, {
            ledger,
            signal: stop.signal,
            limits: { requestRecords: 7, grace: 1 },
          });
          const results = await Promise.allSettled(
            left.map(async (ids) => {
              await write(
                r,
                ids.map((id) => record(String(id))),
              );
            }),
          );
          left = left.filter((_, at) => results[at]?.status === 'rejected');
        }
        const all = [...new Set(blobs.flat().map(String))].sort();
        const dead = new Set(faulty.ids(STREAMS.deadLetter));
        for (const id of all.filter((each) => /[37]$/.test(each))) expect(dead).toContain(id);
        const audit = faulty.ids(STREAMS.audit);
        expect(audit).toEqual([...new Set(audit)]);
        expect([...new Set([...audit, ...dead])].sort()).toEqual(all);
        // A record that meets 413 alone is dead; when the run ends before that is noted, it is tried again.
        if (!faults.includes('413')) expect(audit.filter((id) => dead.has(id))).toEqual([]);
        expect(ledger.known.get(TENANT) ?? new Set()).toEqual(new Set(all));
      },
    ),
    { numRuns: 40, seed: 8 },
  );
}, 60_000);
