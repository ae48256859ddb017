import { expect, test } from 'vitest'
import { answered, contact, customer, employee, event, viewsOf } from '../../log.js'

const ofActivity = (type: Parameters<typeof event>[0], activityId: string, data: object) =>
  event(type, `activity-${activityId}`, { activityId, links: { customerId: 'acme', personId: 'pia' }, ...data })

const views = viewsOf(
  employee('anna', 'Anna'),
  employee('bo', 'Bo'),
  customer('acme', 'Acme'),
  contact('pia', 'Palm'),
  event('ContactLinkedToCompany', 'person-pia', { customerId: 'acme' }),
  ofActivity('NoteWritten', 'note', { text: 'Secret' }),
  event('NoteEdited', 'activity-note', { text: 'Secret still' }),
  ofActivity('TaskRegistered', 'task', { title: 'Secret', status: 'open' }),
  event('TaskStatusChanged', 'activity-task', { from: 'open', to: 'done' }),
  ofActivity('MeetingRegistered', 'meeting', { title: 'Secret', date: null, ownerId: 'anna' }),
  ofActivity('FileLinked', 'file', { fileRef: 'Secret', name: null, source: 'upload' }),
  customer('palm', 'Palm', { kind: 'privateCustomer', personId: 'pia', ownerId: 'anna', private: true }),
  event('PrivateCustomerCreated', 'person-pia', { customerId: 'palm' }),
)

const ofActivities = /Note|Task|Meeting|File/

const typesFor = (subject: Parameters<typeof views.subjectHistory>[0]['subject'], viewer: string | undefined) =>
  (answered(views.subjectHistory({ subject, viewer })) as readonly { readonly type: string }[])
    .map(({ type }) => type)
    .filter((type) => ofActivities.test(type))

test('a history has no line about an activity of a contact who is a private customer of another employee', () => {
  const all = ['FileLinked', 'MeetingRegistered', 'TaskStatusChanged', 'TaskRegistered', 'NoteEdited', 'NoteWritten']
  for (const kind of ['customer', 'contact'] as const) {
    const subject = { kind, id: kind === 'customer' ? 'acme' : 'pia' }
    for (const viewer of [undefined, 'anna']) expect(typesFor(subject, viewer), `${kind} ${viewer}`).toEqual(all)
    expect(typesFor(subject, 'bo'), kind).toEqual([])
  }
})
