import { readProfile } from '../profile';
import { makeTenant } from './index';
import type { Person } from './index';
import { homeAddress, officeAddress } from './addresses';

const tenant = makeTenant(readProfile(undefined, { users: 1000 }));
const accounts: readonly Person[] = [...tenant.people, ...tenant.guests, ...tenant.services];

const RESERVED = /^(192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:|10\.)/;

test('the same seed makes the same tenant, another seed another', () => {
  expect(makeTenant(readProfile(undefined, { users: 1000 }))).toEqual(tenant);
  const other = makeTenant(readProfile(undefined, { users: 1000, seed: 'other' }));
  expect(other.people.map(({ name }) => name)).not.toEqual(tenant.people.map(({ name }) => name));
});

test.each([20, 100, 1000])('%d users are so many people', (users) => {
  expect(makeTenant(readProfile(undefined, { users })).people).toHaveLength(users);
});

test('every kind of account is there', () => {
  const { executives, finance, administrators, contractors, guests, services, newAccounts } = tenant;
  for (const list of [executives, finance, administrators, contractors, guests, services, newAccounts]) {
    expect(list.length).toBeGreaterThan(0);
  }
});

test('no two accounts share a UPN, an id or a home', () => {
  for (const of of [
    (p: Person) => p.upn,
    (p: Person) => p.id,
    (p: Person) => p.sid,
    (p: Person) => p.addresses[1],
  ]) {
    expect(new Set(accounts.map(of)).size).toBe(accounts.length);
  }
});

test('addresses are from ranges kept for documentation, domains are contoso’s', () => {
  for (const { addresses, upn } of accounts) {
    expect(addresses.filter((address) => !RESERVED.test(address))).toEqual([]);
    expect(upn).toMatch(/@contoso\.(onmicrosoft\.)?com$/);
  }
  for (const { network, addresses } of tenant.offices) {
    expect(network).toMatch(/^10\.\d+$/);
    expect(addresses.every((address) => RESERVED.test(address))).toBe(true);
  }
  expect([
    officeAddress(253),
    officeAddress(254),
    homeAddress(253),
    homeAddress(254),
    homeAddress(70_000),
  ]).toEqual(['192.0.2.254', '2001:db8:1::1', '198.51.100.254', '2001:db8:2::1', '2001:db8:2::1:1073']);
});

test('guests are named as Entra names them', () => {
  for (const { upn } of tenant.guests) {
    expect(upn).toMatch(/_(fabrikam|northwindtraders|example)\.com#EXT#@contoso\.onmicrosoft\.com$/);
  }
});

test('no value needs escaping within JSON', () => {
  for (const { name, upn, title, department, device } of accounts) {
    for (const text of [name, upn, title, department, ...Object.values<string>({ ...device })]) {
      expect(JSON.stringify(text)).toBe(`"${text}"`);
    }
  }
});

test('every role has holders, all administrators', () => {
  for (const { holders } of tenant.roles) {
    expect(holders.length).toBeGreaterThan(0);
    expect(holders.every(({ kind }) => kind === 'administrator')).toBe(true);
  }
});

test('accounts are new within the span', () => {
  const { start, days } = readProfile(undefined);
  for (const { created } of tenant.newAccounts) {
    expect(created).toBeGreaterThanOrEqual(start);
    expect(created).toBeLessThan(start + days * 86_400_000);
  }
});
