import { describe, expect, test } from 'vitest'
import { cecilia, contact, customer, employee, event, type LogEvent, policy, project } from '../../log.js'
import { answersOf } from '../../short.js'
import { viewsOn } from '../../town/town.js'

const today = '2024-06-15'
const hidden = { private: true, ownerId: 'owner' }
const linked = (personId: string, customerId: string): LogEvent =>
  event('ContactLinkedToCompany', `person-${personId}`, { customerId })
const into = (personId: string, survivorId: string, moved = true): LogEvent =>
  event('ContactMergedInto', `person-${personId}`, { survivorId, moved })
const itself = (personId: string, more: object = {}): readonly LogEvent[] => [
  customer(`${personId}-c`, personId, { kind: 'privateCustomer', personId, ...more }),
  event('PrivateCustomerCreated', `person-${personId}`, { customerId: `${personId}-c` }),
]

const people = 'alone open secret both own ownSecret half halfSecret gone goneSecret goneAlone overSecret moved'.split(
  ' ',
)

const world: readonly LogEvent[] = [
  cecilia,
  employee('plain', 'Plain'),
  customer('open', 'Open Oy'),
  customer('secret', 'Secret Oy', hidden),
  customer('dup', 'Dup Oy', hidden),
  ...people.map((id) => contact(id, id)),
  linked('open', 'open'),
  linked('secret', 'secret'),
  linked('both', 'secret'),
  linked('both', 'open'),
  ...itself('own'),
  ...itself('ownSecret', hidden),
  customer('half-c', 'half', { kind: 'privateCustomer', personId: 'half' }),
  customer('halfSecret-c', 'halfSecret', { kind: 'privateCustomer', personId: 'halfSecret', ...hidden }),
  linked('gone', 'open'),
  into('gone', 'both'),
  linked('goneSecret', 'secret'),
  into('goneSecret', 'both'),
  into('goneAlone', 'alone'),
  into('overSecret', 'secret'),
  linked('moved', 'dup'),
  event('CustomerMergedInto', 'customer-dup', { survivorId: 'open', moved: true }),
]

describe('the contacts an employee sees', () => {
  const views = viewsOn(today, ...world)
  const seen = (viewer?: string): string =>
    people.filter((personId) => views.contactCard({ personId, viewer }) !== null).join(' ')

  test('are contacts of visible customers, private customers, and persons without customers, with the survivors of merges', () => {
    expect(seen('plain')).toBe('alone open both own half gone goneAlone moved')
    expect(seen('cecilia')).toBe(people.join(' '))
    expect(seen()).toBe(people.join(' '))
  })
  test('show visible customers only', () => {
    const search = (params: Parameters<typeof views.contactSearch>[0]) =>
      views.contactSearch(params).map(({ personId, customerId, companies }) => ({ personId, customerId, companies }))
    expect(answersOf(search, { viewer: 'plain' }, { viewer: 'cecilia', text: 's' })).toEqual([
      '? {viewer plain}',
      '# personId | customerId | companies',
      'alone | – | []',
      'both | – | [{id open, name Open Oy}]',
      'half | – | []',
      'moved | – | [{id open, name Open Oy}]',
      'open | – | [{id open, name Open Oy}]',
      'own | own-c | []',
      '? {viewer cecilia, text s}',
      'halfSecret | – | []',
      'ownSecret | ownSecret-c | []',
      'secret | – | [{id secret, name Secret Oy}]',
    ])
  })
  test('are found by the address of visible customers', () => {
    const address = (customerId: string, street: string) =>
      event('CustomerDetailsChanged', `customer-${customerId}`, {
        changes: [{ field: 'street', old: null, new: street }],
      })
    const places = viewsOn(
      today,
      ...world,
      address('secret', 'Back 1'),
      address('open', 'Front 2'),
      address('own-c', 'Home 3'),
    )
    const found = (text: string, viewer?: string): string =>
      places
        .contactSearch({ searchType: 'address', text, viewer })
        .map(({ personId }) => personId)
        .join(' ')
    expect([
      found('back'),
      found('back', 'plain'),
      found('front', 'plain'),
      found('home', 'plain'),
      found('undefined'),
    ]).toEqual(['both secret', '', 'both moved open', 'own', ''])
  })
})

test('a contact that became a customer is visible like the customer, even if the customer does not name it', () => {
  const becomesCustomer = event('PrivateCustomerCreated', 'person-p', { customerId: 'c' })
  const seen = (more: object, ...others: readonly LogEvent[]) =>
    viewsOn(today, employee('plain', 'Plain'), contact('p', 'P'), becomesCustomer, customer('c', 'C', more), ...others)
      .contactSearch({ viewer: 'plain' })
      .map(({ personId, customerId }) => [personId, customerId])
  expect(seen({})).toEqual([['p', 'c']])
  expect(seen(hidden)).toEqual([])
  expect(seen(hidden, customer('open', 'Open Oy'), linked('p', 'open'))).toEqual([['p', null]])
})

describe('activities with a contact', () => {
  const note = (id: string, links: object): LogEvent => event('NoteWritten', `activity-${id}`, { links, text: id })
  const views = viewsOn(
    today,
    ...world,
    customer('deleted', 'Deleted Oy'),
    project('of open', 'open', 'P'),
    project('of secret', 'secret', 'Q'),
    project('of deleted', 'deleted', 'R'),
    note('own', { personId: 'open' }),
    note('with secret', { personIds: ['open', 'secret'] }),
    note('with ownSecret', { personIds: ['open', 'ownSecret'] }),
    note('with nobody', { personIds: ['open', 'nobody'] }),
    note('at open', { personId: 'open', customerId: 'open' }),
    note('at secret', { personId: 'open', customerIds: ['open', 'secret'] }),
    note('at deleted', { personId: 'open', customerId: 'deleted' }),
    note('at unknown', { personId: 'open', customerId: 'unknown' }),
    note('for open', { personId: 'open', projectId: 'of open' }),
    note('for secret', { personId: 'open', projectIds: ['of open', 'of secret'] }),
    note('for deleted', { personId: 'open', projectId: 'of deleted' }),
    note('for unknown', { personId: 'open', projectId: 'unknown' }),
    event('CustomerDeleted', 'customer-deleted', {}),
  )
  const seen = (viewer?: string) => views.contactNotes({ personId: 'open', viewer }).map(({ text }) => text)

  test('are visible if all their records are, and those of unknown customers to administrators', () => {
    const open = ['for unknown', 'for deleted', 'for open', 'at deleted', 'at open', 'with nobody', 'own']
    expect(seen('plain')).toEqual(open)
    expect(seen('cecilia')).toHaveLength(12)
    expect(seen()).toEqual(seen('cecilia'))
  })
  test('occur once, with the nearest origin', () => {
    const both = viewsOn(
      today,
      contact('p', 'P'),
      ...itself('p'),
      customer('firm', 'Firm'),
      linked('p', 'firm'),
      project('x', 'firm', 'X'),
      event('ProjectParticipantAdded', 'project-x', { personId: 'p' }),
      note('all', { personId: 'p', customerId: 'firm', projectId: 'x' }),
      note('as customer', { customerIds: ['p-c', 'firm'] }),
      note('at firm', { customerId: 'firm', projectId: 'x' }),
      note('for project', { projectId: 'x' }),
    )
    expect(both.contactNotes({ personId: 'p' }).map(({ text, origin }) => `${text}: ${origin}`)).toEqual([
      'for project: project',
      'at firm: company',
      'as customer: contact',
      'all: contact',
    ])
  })
  test('are newest first by the clocks of the actors, and at one time in reverse order of recording', () => {
    const at = (id: string, day: string) =>
      event('NoteWritten', `activity-${id}`, { links: { personId: 'p' }, text: id }, `2024-01-${day}T00:00:00Z`)
    const noted = viewsOn(
      today,
      contact('p', 'P'),
      at('a', '02'),
      at('b', '01'),
      at('c', '03'),
      at('d', '02'),
      at('e', '01'),
    )
    const texts = (page: object) => noted.contactNotes({ personId: 'p', ...page }).map(({ text }) => text)
    expect(texts({})).toEqual(['c', 'd', 'a', 'e', 'b'])
    expect([texts({ offset: 1, limit: 2 }), texts({ offset: 9 }), texts({ limit: 0 })]).toEqual([['d', 'a'], [], []])
  })
})

describe('the e-mails of a contact', () => {
  const email = (id: string, ...personIds: readonly string[]): LogEvent =>
    event('EmailRegistered', `activity-${id}`, { personIds, direction: 'sent', mailboxId: 'm@own.fi' })
  const mails = [email('own', 'open'), email('with secret', 'open', 'secret'), email('with both', 'open', 'both')]
  const restricted = (personId: string): LogEvent => event('ContactEmailAccessRestricted', `person-${personId}`, {})
  const seen = (viewer: string | undefined, ...more: readonly LogEvent[]): string =>
    viewsOn(today, ...world, ...mails, ...more)
      .contactEmails({ personId: 'open', viewer })
      .rows.map(({ activityId }) => activityId)
      .join(', ')

  test('are those with only visible persons', () => {
    expect(seen('plain')).toBe('with both, own')
    expect(seen('cecilia')).toBe('with both, with secret, own')
  })
  test('are hidden if one person is restricted and the restriction spreads', () => {
    const spreads = policy('emailRestrictionSpread', 'wholeMessage')
    expect(seen('plain', restricted('both'))).toBe('with both, own')
    expect(seen('plain', restricted('both'), spreads)).toBe('own')
    expect(seen('cecilia', restricted('both'), spreads)).toBe('with both, with secret, own')
    expect(seen(undefined, restricted('both'), spreads)).toBe('with both, with secret, own')
    expect(seen('plain', restricted('open'))).toBe('')
    expect(seen(undefined, restricted('open'))).toBe('with both, with secret, own')
  })
})
