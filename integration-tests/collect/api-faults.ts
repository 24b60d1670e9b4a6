import { faultSchedule } from '../../fixtures/management-api';
import type { FaultSchedule, SeenRequest } from '../../fixtures/management-api';
import type { Schedule } from './schedule';

/** The faults that a schedule has for the API; each request that comes is told. */
export function apiFaults({ seed, api, apiClock }: Schedule, asked: () => void): FaultSchedule {
  const usual = faultSchedule(seed, { share: api.share, faults: api.faults, skew: 60_000 });
  // Among listings alone: a jump for each blob would leave content behind that is older than seven days.
  const clocks = faultSchedule(`${seed} clock`, {
    share: apiClock,
    faults: ['clockJump', 'serverClockAhead'],
    operations: ['content'],
    most: 8,
  });
  return {
    skew: usual.skew,
    next(request) {
      asked();
      return usual.next(request) ?? clocks.next(request);
    },
  };
}

/** How often each fault was met. */
export function metFaults(requests: readonly SeenRequest[]): Map<string, number> {
  const names = requests.flatMap(({ fault }) => fault ?? []);
  return new Map([...Map.groupBy(names, (name) => name)].map(([name, list]) => [name, list.length]));
}
