import type * as FakerModule from '@faker-js/faker';
import { lazyModule } from '../../base/lazy-module';
import type { Random } from '../random';

/** English alone: the package's main door loads every language. */
const english = lazyModule('@faker-js/faker/locale/en') as () => Pick<typeof FakerModule, 'faker'>;

/** An instance of its own that draws from a stream of random numbers. Give it no dates: its clock is the system's. */
export function seededFaker(random: Random): FakerModule.Faker {
  const { faker } = english();
  const Faker = faker.constructor as typeof FakerModule.Faker;
  const randomizer = { next: () => random.float(), seed: () => undefined };
  return new Faker({ locale: [faker.rawDefinitions], randomizer });
}
