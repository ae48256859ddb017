import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { describe, expect, test } from 'vitest'
import { canUndo, undoCommands } from '../src/office/actions/inverse.js'
import { fillRegister, type Given } from './served.js'

const given: readonly Given[] = [
  ['ChangePolicy', { key: 'groupMembership', value: 'multiple' }],
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ['CreateCustomerGroup', { groupId: 'south', name: 'South' }],
  ['CreateSpecialGroup', { specialGroupId: 'pilots', name: 'Pilots' }],
  ['AddClassifierValue', { catalogue: 'segment', value: 'large' }],
  ['AddClassifierValue', { catalogue: 'status', value: 'active' }],
  ['AddClassifierValue', { catalogue: 'attractionChannel', value: 'fair' }],
  ['AddClassifierValue', { catalogue: 'customerKind', value: 'rent' }],
  ['AddClassifierValue', { catalogue: 'customerProperty', value: 'vip' }],
  ['AddClassifierValue', { catalogue: 'trackingItem:size', value: 'xl' }],
  ['AddClassifierValue', { catalogue: 'invoiceType', value: 'rent' }],
  ['AddClassifierValue', { catalogue: 'contactCategory', value: 'buyer' }],
  ['AddContactProperty', { number: 7, name: 'Speaks Finnish' }],
  [
    'RegisterCustomer',
    { customerId: 'acme', name: 'Acme Oy', ownerId: 'anna', contactInfo: { city: 'Turku', phone: '1' } },
  ],
  ['RegisterCustomer', { customerId: 'berg', name: 'Berg Oy', groupId: 'south', segment: 'large' }],
  ['RegisterContact', { personId: 'maria', lastName: 'Maa', email: 'maria@acme.example' }],
  ['LinkContactToCompany', { personId: 'maria', customerId: 'acme' }],
  ['AssignContactProperty', { personId: 'maria', propertyNo: 7, customerId: 'acme' }],
  ['RegisterContact', { personId: 'olli', lastName: 'Oja', private: true, ownerId: 'bert' }],
]

const acme = { customerId: 'acme' }
const berg = { customerId: 'berg' }
const maria = { personId: 'maria' }

const commands: readonly Given[] = [
  ['ChangeCustomerDetails', { ...acme, changes: { city: 'Oulu', phone: '123' } }],
  ['ChangeCustomerSegment', { ...berg, value: null }],
  ['ChangeCustomerStatus', { ...acme, value: 'active' }],
  ['ChangeAttractionChannel', { ...acme, value: 'fair' }],
  ['SetCustomerKind', { ...acme, value: 'rent' }],
  ['ChangeCustomerOwner', { ...acme, ownerId: 'bert' }],
  ['MarkCustomerPrivate', acme],
  ['AddCustomerToGroup', { ...berg, groupId: 'north' }],
  ['RemoveCustomerFromGroup', { ...berg, groupId: 'south' }],
  ['AddCustomerToSpecialGroup', { ...acme, specialGroupId: 'pilots' }],
  ['AssignCustomerProperty', { ...acme, property: 'vip' }],
  ['SetTrackingItem', { ...acme, dimension: 'size', value: 'xl' }],
  ['AddInvoiceType', { ...acme, invoiceTypeId: 'rent' }],
  ['AddLegalEntity', { ...acme, legalEntityId: 'one' }],
  ['GrantPortalAccess', { ...acme, ...maria }],
  ['ArchiveCustomer', acme],
  ['ChangeContactDetails', { ...maria, changes: { firstName: 'Maria', email: null } }],
  ['LinkContactToCompany', { ...maria, ...berg }],
  ['AssignContactCategory', { ...maria, category: 'buyer' }],
  ['RemoveContactProperty', { ...maria, propertyNo: 7, ...acme }],
  ['RestrictContactEmailAccess', maria],
  ['SetMarketingBan', { ...maria, channel: 'email' }],
  ['MarkContactPrivate', { ...maria, ownerId: 'bert' }],
  ['MarkContactPrivate', { personId: 'olli', ownerId: 'anna' }],
  ['MarkContactPublic', { personId: 'olli' }],
]

type Register = Awaited<ReturnType<typeof fillRegister>>

/** The present state of the customers and the contact. */
const stateOf = ({ views, register }: Register): unknown => [
  views.customerCard({ ...acme }),
  views.customerCard({ ...berg }),
  { ...views.contactCard({ ...maria }), history: null },
  views.contactCard({ personId: 'olli' })?.owner,
  views.marketingPermissions({ ...maria }).map(({ channel, allowed }) => [channel, allowed]),
  [...register.tables.heldProperties.rowsWhere('personId', 'maria')].map(({ property, customerId }) => [
    property,
    customerId,
  ]),
  register.tables.persons.get('maria')?.categories,
]

const eventsIn = async ({ store }: Register, stream: string) => {
  const events = []
  for await (const batch of store.readStream(stream)) events.push(...batch)
  return events
}

describe('undo restores the previous state', () => {
  test.each(commands)('%s %j', async (type, data) => {
    const crm = await fillRegister(given)
    const before = stateOf(crm)
    const done = await crm.executeUnknown({ type, data }, { by: 'anna', commandId: 'one' })
    expect(done._tag).toBe('Right')
    expect(stateOf(crm)).not.toEqual(before)
    const appended = await crm.store.appendedBy('one')()
    const events = appended._tag === 'Right' ? (appended.right?.events ?? []) : []
    for (const command of await undoCommands(events, (stream) => eventsIn(crm, stream)))
      expect((await crm.executeUnknown(command, { by: 'anna' }))._tag).toBe('Right')
    expect(stateOf(crm)).toEqual(before)
    await crm.close()
  })
})

test('undo is not offered for commands that cannot be undone', async () => {
  const crm = await openClientele({ store: memory() })
  await crm.executeUnknown({ type: 'RegisterCustomer', data: { ...acme, name: 'Acme Oy' } }, { commandId: 'one' })
  const appended = await crm.store.appendedBy('one')()
  expect(canUndo(appended._tag === 'Right' ? (appended.right?.events ?? []) : [])).toBe(false)
  await crm.close()
})
