import type { Logger } from 'pino';
import type { DataStreams } from '../data-streams';
import type { StateStore } from '../state/state-store';
import type { PimCounts } from '../status/pim-status';
import { isOfStream } from '../write/audit-line';
import type { Bulk } from '../write/bulk-client';
import type { DeadLetter } from '../write/dead-letter';
import { sendDocuments } from '../write/send-documents';
import type { Obstacle } from '../elasticsearch-obstacle';
import type { Alert } from './alert';
import type { AlertLetters } from './alert-letters';

export interface AlertWriterParts {
  readonly bulk: Bulk;
  readonly streams: Pick<DataStreams, 'pimAlert' | 'deadLetter'>;
  readonly letters: AlertLetters;
  readonly state: StateStore;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** Alerts are not in Elasticsearch yet, nor among the dead letters. */
export class NotWrittenError extends Error {
  override readonly name = 'NotWrittenError';

  constructor(readonly obstacle: Obstacle) {
    super(obstacle.message);
  }
}

/**
 * Writes the alerts of a tenant that have changed since they were last written. One that becomes a dead letter is done
 * with as well, until it changes.
 */
export class AlertWriter {
  constructor(
    private readonly tenantId: string,
    private readonly counts: PimCounts,
    private readonly parts: AlertWriterParts,
  ) {}

  /** One attempt. @throws NotWrittenError when some are left, the others are saved; StateError */
  async write(alerts: readonly Alert[]): Promise<void> {
    const { state, logger } = this.parts;
    const known = await state.pimAlerts(this.tenantId);
    const changed = alerts.filter(({ id, version }) => known.get(id) !== version);
    const obstacles = await this.#send(changed);
    const worst = obstacles.find(({ stuck }) => stuck) ?? obstacles[0];
    if (worst !== undefined) throw new NotWrittenError(worst);
    this.counts.unchanged += alerts.length - changed.length;
    logger.debug({ alerts: alerts.length, changed: changed.length }, 'PIM alerts read');
  }

  /** @returns what is in the way of those that are left */
  async #send(alerts: readonly Alert[]): Promise<Obstacle[]> {
    const { bulk, streams, signal } = this.parts;
    const lines = alerts.map(
      ({ documentId, text }) =>
        `${JSON.stringify({ create: { _id: documentId } })}\n${JSON.stringify({ message: text })}\n`,
    );
    const sent = await sendDocuments(bulk, streams.pimAlert, lines, signal);
    const obstacles: Obstacle[] = [];
    const refused: { alert: Alert; letter: DeadLetter }[] = [];
    for (const [at, alert] of alerts.entries()) {
      const outcome = sent[at];
      if (outcome === undefined) continue;
      if (outcome.do === 'again') obstacles.push(outcome.obstacle);
      else if (outcome.do === 'refused') {
        const { documentId, text } = alert;
        const { tenantId } = this;
        const letter: DeadLetter = {
          documentId,
          tenantId,
          text,
          dataset: 'entra.pim_alert',
          refusal: outcome.refusal,
        };
        refused.push({ alert, letter });
      } else {
        // The pipeline of the data stream sends there what it cannot read.
        const isLetter = isOfStream(outcome.index, streams.deadLetter);
        await this.#done(alert, isLetter ? 'deadLetter' : 'written');
      }
    }
    const inTheWay = await this.#bury(refused);
    return inTheWay === undefined ? obstacles : [...obstacles, inTheWay];
  }

  async #bury(
    refused: readonly { readonly alert: Alert; readonly letter: DeadLetter }[],
  ): Promise<Obstacle | undefined> {
    const [first] = refused;
    if (first === undefined) return undefined;
    // The message of a refusal may quote the alert, which the log must not.
    const { documentId: id, refusal } = first.letter;
    this.parts.logger.warn(
      { alerts: refused.length, first: { id, type: refusal.type } },
      'PIM alerts become dead letters',
    );
    const obstacle = await this.parts.letters.keep(refused.map(({ letter }) => letter));
    if (obstacle !== undefined) return obstacle;
    for (const { alert } of refused) await this.#done(alert, 'deadLetter');
    return undefined;
  }

  async #done({ id, version }: Alert, outcome: 'written' | 'deadLetter'): Promise<void> {
    await this.parts.state.savePimAlert(this.tenantId, id, version);
    this.counts[outcome] += 1;
  }
}
