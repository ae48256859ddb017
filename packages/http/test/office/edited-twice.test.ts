import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Given, type ServedRegister, servedRegister } from '../served.js'

const given: readonly Given[] = [
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['CreateCustomerGroup', { groupId: 'south', name: 'South' }],
  ['CreateSpecialGroup', { specialGroupId: 'vip', name: 'Best' }],
  ['CreateSpecialGroup', { specialGroupId: 'new', name: 'New' }],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
  ['RegisterContact', { personId: 'maria', lastName: 'Maa' }],
  ['RegisterProject', { projectId: 'shop', customerId: 'acme', name: 'Web shop' }],
]

let anna: ServedRegister

beforeEach(async () => {
  anna = await servedRegister(given)
})

afterEach(() => anna.close())

/** A page with a form, the values of the form, and what another employee changes meanwhile: `same` record, `other` record. */
type Case = {
  readonly path: string
  readonly form: { readonly [field: string]: string }
  readonly same: Given
  readonly other: Given
}

const details = (type: string, fields: { readonly [field: string]: string }) => ({
  ...{ command: type, scope: type },
  ...fields,
})

const cases: readonly Case[] = [
  {
    path: '/customers/acme',
    form: details('ChangeCustomerDetails', { name: 'Acme', 'was-name': 'Acme Oy' }),
    same: ['ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Turku' } }],
    other: ['ChangeContactDetails', { personId: 'maria', changes: { title: 'A' } }],
  },
  {
    path: '/contacts/maria',
    form: details('ChangeContactDetails', { lastName: 'Suo', 'was-lastName': 'Maa' }),
    same: ['ChangeContactDetails', { personId: 'maria', changes: { title: 'A' } }],
    other: ['ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Turku' } }],
  },
  {
    path: '/projects/shop',
    form: details('RenameProject', { name: 'Shop' }),
    same: ['RenameProject', { projectId: 'shop', name: 'Store' }],
    other: ['ChangeCustomerDetails', { customerId: 'acme', changes: { city: 'Turku' } }],
  },
  {
    path: '/settings/employees/bert',
    form: details('ChangeEmployeeDetails', { name: 'Bert Bergh' }),
    same: ['ChangeEmployeeDetails', { employeeId: 'bert', name: 'Bertil Berg' }],
    other: ['RenameProject', { projectId: 'shop', name: 'Store' }],
  },
  {
    path: '/groups/north',
    form: { do: 'save', name: 'Up' },
    same: ['RenameCustomerGroup', { groupId: 'north', name: 'Far north' }],
    other: ['RenameCustomerGroup', { groupId: 'south', name: 'Down' }],
  },
  {
    path: '/special-groups/vip',
    form: { do: 'save', name: 'Dearest' },
    same: ['RenameSpecialGroup', { specialGroupId: 'vip', name: 'Very best' }],
    other: ['RenameSpecialGroup', { specialGroupId: 'new', name: 'Newest' }],
  },
]

const tagAt = async (path: string): Promise<string> => {
  const page = await (await anna.ask(path)).text()
  const [, tag] = /name="expected" value="([^"]+)"/.exec(page) ?? []
  return (tag ?? '').replaceAll('&quot;', '"')
}

const saveAfter = async ({ path, form }: Case, [type, data]: Given): Promise<Response> => {
  const expected = await tagAt(path)
  expect(await anna.crm.executeUnknown({ type, data }, { by: 'bert' })).toMatchObject({ _tag: 'Right' })
  return anna.ask(path, { method: 'POST', body: new URLSearchParams({ ...form, expected }), redirect: 'manual' })
}

test.each(cases)('$path: a form outdated by another user’s change is refused, and shows the change', async (one) => {
  const answer = await saveAfter(one, one.same)
  const page = await answer.text()
  expect([answer.status, page.includes('Somebody else changed this meanwhile')]).toEqual([422, true])
  expect(page).toMatch(/id="changed-since"[\s\S]*Bert/)
})

test.each(cases)('$path: another user’s change elsewhere refuses no form', async (one) => {
  expect((await saveAfter(one, one.other)).status).toBe(303)
})
