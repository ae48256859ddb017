import { personsAbsorbedBy } from '@clientele/domain'
import { describe, expect, it } from 'vitest'
import { acme, anna, beta, contact, customer, event, gamma, type LogEvent, logOf, project } from '../log.js'
import { createProjections } from '../source.js'

const viewsOf = (...events: readonly LogEvent[]) => {
  const { register, views, applyAll } = createProjections()
  applyAll(logOf(...events))
  return { register, ...views }
}

const into = (survivorId: string, duplicateId: string): LogEvent =>
  event('CustomerMergedInto', `customer-${duplicateId}`, { survivorId })
const personInto = (survivorId: string, duplicateId: string): LogEvent =>
  event('ContactMergedInto', `person-${duplicateId}`, { survivorId })
const on = (customerId: string, type: LogEvent['event'], data: object): LogEvent =>
  event(type, `customer-${customerId}`, data)
const note = (activityId: string, links: object): LogEvent =>
  event('NoteWritten', `activity-${activityId}`, { links, text: activityId })
const siiri = contact('siiri', 'Mäkinen', { email: 's@beta.fi' })
const siiriAtBeta = event('ContactLinkedToCompany', 'person-siiri', { customerId: 'beta' })

const hanging: readonly LogEvent[] = [
  siiri,
  siiriAtBeta,
  project('x', 'beta', 'Oven'),
  on('beta', 'InvoiceRecorded', { documentId: 'i1', date: '2024-01-01' }),
  on('beta', 'LegalEntityAdded', { legalEntityId: 'l1', name: 'Beta' }),
  on('beta', 'CustomerPropertyAssigned', { property: 'exporter' }),
  on('beta', 'TrackingItemSet', { dimension: 'region', to: 'north' }),
  on('beta', 'PortalAccessGranted', { personId: 'siiri' }),
  event('MarketingBanSet', 'person-siiri', { channel: 'sms', customerId: 'beta' }),
  event('ContactPropertyAssigned', 'person-siiri', { propertyNo: 5, customerId: 'beta' }),
  note('n1', { customerId: 'beta' }),
]

const card = {
  contacts: [{ id: 'siiri' }],
  projects: [{ id: 'x' }],
  documents: [{ documentId: 'i1' }],
  legalEntities: [{ legalEntityId: 'l1' }],
  properties: ['exporter'],
  trackingItems: { region: 'north' },
  portalUsers: [{ personId: 'siiri' }],
}

const atCompany = event('PolicyChanged', 'settings', { key: 'banScope', from: null, to: 'personAtCompany' })

describe('the data that a legacy merge left with the duplicate', () => {
  it('is found under the survivor', () => {
    const views = viewsOf(atCompany, acme, beta, ...hanging, into('acme', 'beta'))
    expect(views.customerCard({ customerId: 'acme' })).toMatchObject(card)
    expect(views.contactNotes({ personId: 'siiri' })).toMatchObject([{ activityId: 'n1' }])
    expect(views.marketingPermissions({ personId: 'siiri', customerId: 'acme' })).toContainEqual(
      expect.objectContaining({ channel: 'sms', because: 'ban' }),
    )
    expect([...views.register.tables.heldProperties.keysWhere('customerId', 'acme')]).toHaveLength(1)
  })
  it('is found under the last survivor of a chain, whichever merge is applied first', () => {
    const chain = [acme, beta, gamma, ...hanging]
    for (const merges of [
      [into('acme', 'beta'), into('gamma', 'acme')],
      [into('gamma', 'acme'), into('acme', 'beta')],
    ]) {
      const views = viewsOf(...chain, ...merges)
      expect(views.customerCard({ customerId: 'gamma' })).toMatchObject({
        ...card,
        absorbed: [{ id: 'acme' }, { id: 'beta' }],
      })
      expect(views.contactNotes({ personId: 'siiri' })).toMatchObject([{ activityId: 'n1' }])
    }
  })
  it('is found there, too, if its events come after the merge', () => {
    const views = viewsOf(
      acme,
      beta,
      into('acme', 'beta'),
      siiri,
      siiriAtBeta,
      project('x', 'beta', 'Oven'),
      note('n1', { customerId: 'beta' }),
    )
    const { contacts, projects } = card
    expect(views.customerCard({ customerId: 'acme' })).toMatchObject({ contacts, projects })
    expect(views.contactNotes({ personId: 'siiri' })).toMatchObject([{ activityId: 'n1' }])
  })
  it('stays hidden from viewers who may not see the duplicate', () => {
    const hidden = customer('beta', 'Beta Oy', { ownerId: 'anna', private: true })
    const views = viewsOf(
      anna,
      event('EmployeeRegistered', 'employee-bo', { employeeId: 'bo', name: 'Bo' }),
      acme,
      hidden,
      siiri,
      siiriAtBeta,
      note('n1', { customerId: 'beta' }),
      into('acme', 'beta'),
    )
    const seen = (viewer: string) => views.contactNotes({ personId: 'siiri', viewer }).length
    expect([seen('anna'), seen('bo')]).toEqual([1, 0])
  })
  it('of a person comes to the survivor: properties, categories, projects, portals and restricted e-mails', () => {
    const views = viewsOf(
      acme,
      contact('pekka', 'Virtanen'),
      siiri,
      event('ContactLinkedToCompany', 'person-pekka', { customerId: 'acme' }),
      project('x', 'acme', 'Oven'),
      event('ProjectParticipantAdded', 'project-x', { personId: 'siiri' }),
      on('acme', 'PortalAccessGranted', { personId: 'siiri' }),
      event('ContactPropertyAssigned', 'person-siiri', { propertyNo: 5 }),
      event('ContactCategoryAssigned', 'person-siiri', { category: 'vip' }),
      event('ContactEmailAccessRestricted', 'person-siiri', {}),
      note('n1', { personId: 'siiri' }),
      personInto('pekka', 'siiri'),
    )
    const { tables } = views.register
    expect([...tables.participants.rows()]).toMatchObject([{ projectId: 'x', personId: 'pekka' }])
    expect([...tables.heldProperties.rowsWhere('personId', 'pekka')]).toMatchObject([{ property: '5' }])
    expect(views.portalUsers({ customerId: 'acme' })).toMatchObject([{ personId: 'pekka' }])
    expect(views.contactSearch({ category: 'vip' })).toMatchObject([{ personId: 'pekka' }])
    expect(views.contactEmails({ personId: 'pekka' }).restricted).toBe(true)
    expect(views.contactNotes({ personId: 'pekka' })).toMatchObject([{ activityId: 'n1' }])
  })
  it('of a person that was erased on its own stays erased', () => {
    const erased = event('PersonErased', 'person-siiri', { scope: 'full' })
    const merged = [contact('pekka', 'Virtanen'), siiri, personInto('pekka', 'siiri')]
    const written = note('n1', { personId: 'siiri' })
    for (const log of [
      [...merged, written, erased],
      [...merged, erased, written],
    ])
      expect(viewsOf(...log).contactNotes({ personId: 'pekka' })).toMatchObject([{ text: '[erased]' }])
  })
  it('is looked up for decisions as far as a chain goes', () => {
    const { register } = viewsOf(
      contact('a', 'A'),
      contact('b', 'B'),
      contact('c', 'C'),
      personInto('b', 'c'),
      personInto('a', 'b'),
    )
    expect(register.lookup(personsAbsorbedBy, ['a'])).toEqual(['person-b', 'person-c'])
  })
})
