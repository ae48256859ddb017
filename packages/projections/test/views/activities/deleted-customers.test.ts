import { describe, expect, test } from 'vitest'
import { answered, contact, customer, employee, event, viewsOf } from '../../log.js'

const links: Readonly<Record<string, object>> = {
  both: { customerIds: ['gone', 'acme'] },
  contact: { customerId: 'gone', personId: 'pia' },
  hidden: { customerIds: ['secret', 'acme'] },
  own: { customerIds: ['gone', 'mine'] },
  gone: { customerId: 'gone' },
}

const deleted = (customerId: string) => ({
  ...event('CustomerDeleted', `customer-${customerId}`, {}, '2024-03-05T09:00:00Z'),
})

const views = viewsOf(
  employee('anna', 'Anna'),
  employee('bo', 'Bo'),
  employee('root', 'Root', { admin: true }),
  customer('acme', 'Acme'),
  customer('gone', 'Gone'),
  customer('secret', 'Secret', { ownerId: 'anna', private: true }),
  customer('mine', 'Mine', { ownerId: 'anna', private: true }),
  contact('pia', 'Palm'),
  event('ContactLinkedToCompany', 'person-pia', { customerId: 'acme' }),
  ...Object.entries(links).flatMap(([activityId, linked]) => [
    event('TaskRegistered', `activity-${activityId}`, { links: linked, title: activityId, ownerId: 'bo' }),
    event('FileLinked', `activity-file-${activityId}`, { links: linked, fileRef: activityId }),
  ]),
  deleted('gone'),
  deleted('secret'),
)

const tasks = (params: object) => answered(views.taskList({ userId: 'bo', ...params }))
const ids = (params: object) => tasks(params).map(({ activityId }) => activityId)

describe('an activity of a deleted customer', () => {
  test('remains visible if it also concerns a customer that the viewer may see, itself or by a contact', () => {
    expect(ids({ viewer: 'bo' })).toEqual(['both', 'contact'])
    expect(ids({ viewer: 'anna' })).toEqual(['both', 'contact', 'hidden', 'own'])
    expect(ids({ viewer: 'root' })).toEqual(['both', 'contact', 'gone', 'hidden', 'own'])
    expect(ids({})).toEqual(['both', 'contact', 'gone', 'hidden', 'own'])
    const ofAcme = views.customerActivities({ customerId: 'acme', viewer: 'bo' })
    expect(ofAcme.map(({ activityId }) => activityId).sort()).toEqual(['both', 'file-both'])
    const ofPia = views.contactTasks({ personId: 'pia', viewer: 'bo' })
    expect(ofPia.map(({ activityId }) => activityId)).toEqual(['contact'])
  })

  test('does not show its name, on past days neither', () => {
    const customersOfBoth = (params: object) => tasks(params).find(({ activityId }) => activityId === 'both')?.customers
    const shown = [
      { id: 'gone', name: 'gone' },
      { id: 'acme', name: 'Acme' },
    ]
    expect(customersOfBoth({ viewer: 'bo' })).toEqual(shown)
    expect(customersOfBoth({ viewer: 'bo', asOf: '2024-03-04' })).toEqual(shown)
    expect(ids({ viewer: 'bo', asOf: '2024-03-04' })).toEqual(['both', 'contact'])
  })
})
