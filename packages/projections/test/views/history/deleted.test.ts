import { expect, test } from 'vitest'
import { answered, contact, customer, employee, event, viewsOf } from '../../log.js'

const onCustomer = (type: Parameters<typeof event>[0], customerId: string, data: object) =>
  event(type, `customer-${customerId}`, data)

const views = viewsOf(
  employee('anna', 'Anna'),
  employee('bo', 'Bo'),
  employee('sven', 'Sven', { salesperson: true }),
  employee('tove', 'Tove', { salesperson: true }),
  event('CustomerGroupCreated', 'customerGroups', { groupId: 'north', name: 'North', parentId: null }),
  event('GroupVisibilityGranted', 'customerGroups', { groupId: 'north', employeeId: 'tove' }),
  contact('pia', 'Palm'),
  ...['private', 'closed', 'open'].map((id) => customer(id, `The ${id}`)),
  ...['private', 'closed', 'open'].map((customerId) => event('ContactLinkedToCompany', 'person-pia', { customerId })),
  onCustomer('CustomerOwnerChanged', 'private', { from: null, to: 'anna' }),
  onCustomer('CustomerMarkedPrivate', 'private', {}),
  onCustomer('CustomerMovedToGroup', 'closed', { from: null, to: 'north' }),
  ...['private', 'closed', 'open'].flatMap((customerId) => [
    event('NoteWritten', `activity-of-${customerId}`, {
      ...{ activityId: `of-${customerId}`, links: { customerId }, text: `Note of ${customerId}` },
    }),
    onCustomer('CustomerDeleted', customerId, {}),
  ]),
)

const named = (answer: unknown): readonly string[] =>
  ['private', 'closed', 'open'].filter((id) => new RegExp(`(The|of) ${id}`).test(JSON.stringify(answer)))

test('what remains of a deleted customer is shown to those who could see it when it was deleted', () => {
  const shownTo = (viewer: string | undefined) => {
    const about = (id: string) => answered(views.customerHistory({ customerId: id, viewer }))
    return [
      named(answered(views.contactHistory({ personId: 'pia', viewer }))),
      named(['private', 'closed', 'open'].map(about)),
      named(answered(views.subjectHistory({ subject: { kind: 'customerGroup', id: 'north' }, viewer }))),
    ]
  }
  const all = ['private', 'closed', 'open']
  expect(shownTo(undefined)).toEqual([all, all, ['closed']])
  expect(shownTo('anna')).toEqual([all, all, ['closed']])
  expect(shownTo('bo')).toEqual([['closed', 'open'], ['closed', 'open'], ['closed']])
  expect(shownTo('tove')).toEqual([['closed', 'open'], ['closed', 'open'], ['closed']])
  expect(shownTo('sven')).toEqual([['open'], ['open'], []])
})
