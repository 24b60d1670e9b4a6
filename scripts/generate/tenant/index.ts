/** A whole organisation from a seed. */
export { makeTenant } from './make-tenant';
export type { Device, Group, Mailbox, NewAccount, Office, Person, PersonKind, Role, Tenant } from './types';
