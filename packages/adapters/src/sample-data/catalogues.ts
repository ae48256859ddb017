import { type GeneratedFile, type Scale, specialGroupId, specialGroupsIn } from './scale.js'

export const settings: GeneratedFile = {
  file: 'settings.csv',
  header: ['key', 'value'],
  rows: () => [
    ['STARTDATE_INVOICE', 1],
    ['STARTDATE_SALESORDER', 2],
    ['NO_MARKETING', 1],
    ['NO_SMS', 2],
    ['NO_EMAIL', 3],
    ['maxGroupDepth', 6],
  ],
}

export const roles: GeneratedFile = {
  file: 'roles.csv',
  header: ['roleId', 'name', 'kind', 'cardinality', 'required'],
  rows: () => [
    ['account-manager', 'Account manager', 'customer', 'single', false],
    ['accountant', 'Accountant', 'customer', 'many', false],
    ['invoicing', 'Invoicing contact', 'customer', 'many', false],
    ['project-lead', 'Project lead', 'project', 'single', false],
  ],
}

/** The values of customers, by catalogue. */
export const classified = {
  segment: ['small', 'medium', 'large'],
  status: ['active', 'prospect', 'dormant'],
  attractionChannel: ['web', 'referral', 'fair'],
  customerKind: ['bookkeeping', 'payroll', 'consulting'],
} as const

export const classifiers: GeneratedFile = {
  file: 'classifiers.csv',
  header: ['catalogue', 'value', 'name'],
  rows: () =>
    Object.entries(classified).flatMap(([catalogue, values]) =>
      values.map((value) => [catalogue, value, value.charAt(0).toUpperCase() + value.slice(1)]),
    ),
}

export const contactProperties: GeneratedFile = {
  file: 'contact-properties.csv',
  header: ['number', 'name', 'contactGroup'],
  rows: () => [
    [1, 'No letters', 'Marketing'],
    [2, 'No text messages', 'Marketing'],
    [3, 'No e-mail', 'Marketing'],
    [4, 'Newsletter', 'Marketing'],
    [5, 'Decision maker', 'Role'],
  ],
}

const specialRows = function* (scale: Scale): Iterable<readonly string[]> {
  for (let index = 0; index < specialGroupsIn(scale); index += 1)
    yield [specialGroupId(index), `Circle ${index + 1}`, index % 2 === 0 ? 'Invited, on paper; once a year' : '']
}

export const specialGroups: GeneratedFile = {
  file: 'special-groups.csv',
  header: ['specialGroupId', 'name', 'legend'],
  rows: specialRows,
}
