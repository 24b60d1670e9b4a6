import { faultNamed, faultSchedule } from '../../fixtures/management-api';
import type { Asked, FaultSchedule, ScheduledFault, SeenRequest } from '../../fixtures/management-api';
import { Random } from '../../scripts/generate/random';
import type { Schedule } from './schedule';

/** The faults that a schedule has for the API; each request that comes is told. */
export function apiFaults({ seed, api, apiClock, stubborn }: Schedule, asked: () => void): FaultSchedule {
  const usual = faultSchedule(seed, { share: api.share, faults: api.faults, skew: 60_000 });
  // Among listings alone: a jump for each blob would leave content behind that is older than seven days.
  const clocks = faultSchedule(`${seed} clock`, {
    share: apiClock,
    faults: ['clockJump', 'serverClockAhead'],
    operations: ['content'],
    most: 8,
  });
  const blobs = stubbornBlobs(seed, stubborn);
  return {
    skew: usual.skew,
    next(request) {
      asked();
      return blobs(request) ?? usual.next(request) ?? clocks.next(request);
    },
  };
}

function stubbornBlobs(
  seed: string,
  { share, times }: Schedule['stubborn'],
): (request: Asked) => ScheduledFault | undefined {
  const left = new Map<string, number>();
  return ({ operation, id }) => {
    if (operation !== 'blob' || id === undefined) return undefined;
    const random = Random.of(seed, 'stubborn', id);
    if (!random.chance(share)) return undefined;
    const open = left.get(id) ?? times;
    left.set(id, open - 1);
    if (open <= 0) return undefined;
    return { fault: faultNamed(random.pick(['internalError', 'badGateway', 'cut'])), random };
  };
}

/** How often each fault was met. */
export function metFaults(requests: readonly SeenRequest[]): Map<string, number> {
  const names = requests.flatMap(({ fault }) => fault ?? []);
  return new Map([...Map.groupBy(names, (name) => name)].map(([name, list]) => [name, list.length]));
}
