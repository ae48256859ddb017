import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Given, mainAt, type ServedRegister, servedRegister } from '../served.js'

const given: readonly Given[] = [
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['CreateSpecialGroup', { specialGroupId: 'vip', name: 'Best' }],
  ['AddClassifierValue', { catalogue: 'segment', value: 'l', name: 'Large' }],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna' }],
]

let anna: ServedRegister

beforeEach(async () => {
  anna = await servedRegister(given)
})

afterEach(() => anna.close())

const offeredCommands = async (): Promise<readonly string[]> => {
  const pages = await Promise.all(['', '/groups', '/traits'].map((tab) => mainAt(anna, `/customers/acme${tab}`)))
  return pages.flatMap((page) => Array.from(page.matchAll(/name="command" value="(\w+)"/g), ([, type]) => type ?? ''))
}

/** Example data for the commands that the pages offer. */
const examples: { readonly [type: string]: object } = {
  ChangeCustomerDetails: { changes: { city: 'Turku' } },
  ChangeCustomerOwner: { ownerId: 'bert' },
  ChangeCustomerNumber: { number: 7 },
  MarkCustomerPrivate: {},
  MoveCustomerToGroup: { groupId: 'north' },
  AddCustomerToSpecialGroup: { specialGroupId: 'vip' },
  ChangeCustomerSegment: { value: 'l' },
}

test('the card of an archived customer offers no command that would be refused for that', async () => {
  const offered = await offeredCommands()
  expect(offered).toEqual(expect.arrayContaining([...Object.keys(examples), 'ArchiveCustomer']))
  await anna.crm.executeUnknown({ type: 'ArchiveCustomer', data: { customerId: 'acme' } }, { by: 'anna' })
  for (const [type, data] of Object.entries(examples))
    expect(
      await anna.crm.executeUnknown({ type, data: { customerId: 'acme', ...data } }, { by: 'anna' }),
      type,
    ).toMatchObject({ left: { error: 'CustomerIsArchived' } })
  const left = await offeredCommands()
  expect(left.filter((type) => type in examples)).toEqual([])
  expect(left).toContain('RestoreCustomer')
})
