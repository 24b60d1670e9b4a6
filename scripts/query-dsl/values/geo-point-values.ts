import type { FieldValues } from './value-semantics';
import { BadQueryValue } from './scalar';

function notQueried(): never {
  throw new BadQueryValue('geo_point fields only take exists queries here');
}

/** geo_point is stored and can be asked for existence only; its values are taken as they are. */
export const geoPointValues: FieldValues = {
  parse: (raw) => JSON.stringify(raw),
  term: notQueried,
  range: notQueried,
};
