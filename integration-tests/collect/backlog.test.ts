import { collectMass } from './mass';
import type { MassResult } from './mass';
import { backlogOf, soakOf } from './mass-content';
import { TargetServer } from './target';

jest.setTimeout(600_000);

/** Resident, MB, whatever the backlog. */
const MEMORY = 200;

describe('a backlog of seven days, five content types, three tenants', () => {
  let target: TargetServer;

  beforeAll(async () => {
    target = await TargetServer.open();
  });

  afterAll(() => target[Symbol.asyncDispose]());

  const expectAll = (result: MassResult): void => {
    const { failure, missing, wrong, complaints, manners, peakMegabytes } = result;
    expect({ failure, missing: missing.slice(0, 5), wrong: wrong.slice(0, 5), complaints }).toEqual({
      ...{ failure: undefined, missing: [], wrong: [], complaints: [] },
    });
    expect(manners.repeatedBlobs).toEqual(new Map());
    expect(manners.busiestMinute).toBeLessThanOrEqual(2000);
    expect(manners.longestWindow).toBeLessThan(24 * 3_600_000);
    expect(manners).toMatchObject({ withoutPublisher: [], withoutToken: [], hastyStarts: [], impatient: [] });
    expect(peakMegabytes).toBeLessThan(MEMORY);
  };

  test('of the generator’s log is there, each record once', async () => {
    const result = await collectMass(target, backlogOf(20, 'backlog'));
    expect(result.records).toBeGreaterThan(10_000);
    expectAll(result);
  });

  test('of many more records needs no more memory', async () => {
    const result = await collectMass(target, soakOf(20_000, 'soak'));
    expect(result.records).toBeGreaterThanOrEqual(20_000);
    expectAll(result);
  });
});
