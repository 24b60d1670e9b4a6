import { ContentError } from '../base/errors';
import { ORDINARY_ACTIVITIES } from './activities';
import { deliver } from './delivery';
import type { DeliveryOptions } from './delivery';
import type { Activity, Emission, LabelId } from './emission';
import { mailboxPermission, mailboxPermissionRecords } from './mailbox-permission';
import { mergeByOccurrence } from './merge';
import type { Profile } from './profile';
import { Random } from './random';
import { playStories } from './stories';
import type { Label, Story } from './stories';
import { makeTenant } from './tenant';
import type { Tenant } from './tenant';

export interface LogOptions extends DeliveryOptions {
  /** What people and services do on ordinary days; all of it by default. */
  readonly activities?: readonly Activity[];
  /** Whether rights on mailboxes are granted, suspicious ones among them, which are labelled; true by default. */
  readonly grants?: boolean;
  readonly stories?: readonly Story[];
  /** How many stories are played at least, whatever the attack share says. */
  readonly storyRuns?: number;
  /**
   * Gets the truth about a record of an attack just before it comes for the first time: a log that is read in part has
   * the labels of that part.
   */
  readonly onLabel?: (label: Label) => void;
}

/**
 * The audit log of a tenant in order of arrival, made while it is read: the same profile, the same records.
 *
 * @throws ContentError at the call, where the stories do not fit the profile
 */
export function generateLog(profile: Profile, options: LogOptions = {}): Iterable<Emission> {
  const {
    activities = ORDINARY_ACTIVITIES,
    grants = true,
    stories = [],
    storyRuns = 0,
    onLabel,
    ...delivery
  } = options;
  const { seed, start, days } = profile;
  const tenant = makeTenant(profile);
  const plan = { seed, start, days, records: attackRecords(profile), runs: storyRuns };
  const truths = new Map<LabelId, Label>();
  const note = (label: Label): void => {
    truths.set(label.record, label);
  };
  const attacks = playStories(stories, tenant, plan, note);
  return {
    [Symbol.iterator]: () => {
      const ordinary = activities.map((activity) =>
        activity.emissions(tenant, profile, Random.of(seed, 'activity', activity.name)),
      );
      const granted = grants ? [labelledGrants(tenant, profile, note)] : [];
      const occurring = mergeByOccurrence([...ordinary, ...granted, attacks]);
      const arriving = deliver(occurring, Random.of(seed, 'delivery'), delivery);
      return onLabel === undefined ? arriving : labelled(arriving, truths, onLabel);
    },
  };
}

function* labelled(
  log: Iterable<Emission>,
  truths: Map<LabelId, Label>,
  onLabel: (label: Label) => void,
): Generator<Emission, void, void> {
  for (const emission of log) {
    const truth = emission.label === undefined ? undefined : truths.get(emission.label);
    if (truth) {
      truths.delete(truth.record);
      onLabel(truth);
    }
    yield emission;
  }
}

/** Suspicious grants are told apart as the steps of one story, each by its first pattern. */
function* labelledGrants(
  tenant: Tenant,
  profile: Profile,
  onLabel: (label: Label) => void,
): Generator<Emission> {
  const { name } = mailboxPermission;
  const random = Random.of(profile.seed, 'activity', name);
  for (const emission of mailboxPermissionRecords(tenant, profile, random)) {
    const { label, truth } = emission;
    const [step] = truth.patterns;
    if (label !== undefined && step !== undefined)
      onLabel({ record: label, story: name, step, rules: truth.rules });
    yield emission;
  }
}

/** How many records of attacks make up the share that the profile asks for. */
function attackRecords({ users, days, rates, attackShare, mailboxPermissionsPerHour }: Profile): number {
  if (attackShare >= 1) {
    throw new ContentError({
      code: 'GENERATE_ATTACK_SHARE',
      message: 'a log of attacks alone is none',
      found: String(attackShare),
      expected: 'a part of all records, 0 to below 1, e.g. 0.0005',
      hint: 'Lower --attack-share.',
    });
  }
  const perUser = Object.values(rates).reduce((sum, rate) => sum + rate, 0);
  const ordinary = days * (users * perUser + 24 * mailboxPermissionsPerHour);
  return (ordinary * attackShare) / (1 - attackShare);
}
