import { openSqliteState } from '../collect/state/sqlite-state';

/** A process for the tests to kill: acknowledges records as fast as it can, and tells of each that is in the ledger. */
async function acknowledgeForever(file: string, round: string): Promise<void> {
  const tenantId = '00000000-0000-4000-8000-000000000001';
  const state = openSqliteState(file);
  for (let count = 1; ; count += 1) {
    const id = `${round}-${count}`;
    const batch = await state.sending({ tenantId, ids: [id], index: undefined }, count);
    await state.moveCursor({ tenantId, contentType: 'Audit.Exchange' }, count, 0);
    await state.acknowledge(batch, count);
    process.stdout.write(`${id}\n`);
  }
}

void acknowledgeForever(process.argv[2] ?? '', process.argv[3] ?? '');
