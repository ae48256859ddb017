import { describe, expect, test } from 'vitest'
import {
  acme,
  anna,
  archived,
  bertil,
  beta,
  cecilia,
  contact,
  customer,
  employee,
  event,
  type LogEvent,
  logOf,
  policy,
  project,
} from '../../log.js'
import { createProjections } from '../../source.js'

const pekka = contact('pekka', 'Virtanen', { firstName: 'Pekka', email: 'pekka@acme.fi', mobile: '+358401' })
const siiri = contact('siiri', 'Mäkinen', { email: 'siiri@beta.fi' })
const linked = (customerId: string): LogEvent => event('ContactLinkedToCompany', 'person-pekka', { customerId })
const noCrm = employee('nina', 'Nina Niemi', { crmAccess: false })
const acmePrivate = event('CustomerMarkedPrivate', 'customer-acme', {})
const restricted = event('ContactEmailAccessRestricted', 'person-pekka', {})
const granted = event('ContactEmailAccessGranted', 'person-pekka', {})

const on = (type: LogEvent['event'], id: string, data: object, day = '2024-03-01'): LogEvent =>
  event(type, `activity-${id}`, data, `${day}T10:00:00Z`)
const note = (id: string, links: object, text: string, day?: string) => on('NoteWritten', id, { links, text }, day)
const meeting = (id: string, data: object = {}, day?: string) =>
  on('MeetingRegistered', id, { personIds: ['pekka'], ownerId: 'anna', ...data }, day)
const task = (id: string, status: string, day?: string) =>
  on('TaskRegistered', id, { personIds: ['pekka'], title: id, status }, day)
const file = (id: string, day?: string) => on('FileLinked', id, { personIds: ['pekka'], fileRef: id }, day)
const email = (id: string, personIds: readonly string[] = ['pekka'], day?: string) =>
  on('EmailRegistered', id, { personIds, direction: 'sent', mailboxId: 'anna@own.fi', subject: `Offer ${id}` }, day)

const viewsOf = (...events: readonly LogEvent[]) => {
  const { views, applyAll } = createProjections()
  applyAll(logOf(...events))
  return views
}

const ids = (rows: readonly { readonly activityId: string }[]): readonly string[] =>
  rows.map(({ activityId }) => activityId)

const personId = 'pekka'

describe('the meetings of a contact', () => {
  const views = viewsOf(
    anna,
    bertil,
    acme,
    acmePrivate,
    pekka,
    siiri,
    meeting('t1', { title: 'Offer', date: '2024-03-09' }),
    meeting('t2', { links: { customerId: 'acme' } }, '2024-03-02'),
    meeting('t3', { personIds: ['siiri'] }),
    on('MeetingOwnerChanged', 't1', { from: 'anna', to: 'bertil' }, '2024-03-05'),
  )

  test('are newest first, with their current owner', () => {
    expect(views.contactMeetings({ personId })).toMatchObject([
      { activityId: 't2', owner: { id: 'anna', name: 'Anna Aalto' } },
      { activityId: 't1', title: 'Offer', date: '2024-03-09', owner: { id: 'bertil', name: 'Bertil Berg' } },
    ])
    expect(ids(views.contactMeetings({ personId, offset: 1, limit: 1 }))).toEqual(['t1'])
  })
  test('leave out activities of customers that the viewer may not see', () => {
    expect(ids(views.contactMeetings({ personId, viewer: 'bertil' }))).toEqual(['t1'])
    expect(ids(views.contactMeetings({ personId, viewer: 'anna' }))).toEqual(['t2', 't1'])
  })
  test('of an unknown contact do not exist', () => {
    expect(views.contactMeetings({ personId: 'zed' })).toEqual([])
  })
})

describe('the tasks of a contact', () => {
  const views = viewsOf(
    pekka,
    task('k1', 'open'),
    task('k2', 'waiting', '2024-03-02'),
    task('k3', 'open', '2024-03-03'),
    on('TaskStatusChanged', 'k3', { from: 'open', to: 'done' }, '2024-03-04'),
  )

  test('are those with any of the requested statuses', () => {
    expect(ids(views.contactTasks({ personId }))).toEqual(['k3', 'k2', 'k1'])
    expect(ids(views.contactTasks({ personId, statuses: ['done', 'open'] }))).toEqual(['k3', 'k1'])
    expect(views.contactTasks({ personId, statuses: ['done'] })).toMatchObject([{ status: 'done', owner: null }])
    expect(views.contactTasks({ personId, statuses: ['lost'] })).toEqual([])
  })
})

describe('the files of a contact', () => {
  test('are those that are still linked', () => {
    const { contactFiles } = viewsOf(pekka, file('f1'), file('f2', '2024-03-02'), on('FileUnlinked', 'f1', {}))
    expect(contactFiles({ personId })).toMatchObject([{ activityId: 'f2', fileRef: 'f2' }])
  })
})

describe('the notes of a contact', () => {
  const projectX = project('x', 'beta', 'Project X')
  const takesPart = event('ProjectParticipantAdded', 'project-x', { personId })
  const noted = [
    note('n1', { customerId: 'acme' }, 'company'),
    note('n2', { projectId: 'x' }, 'project', '2024-03-02'),
    note('n3', { personIds: ['pekka'], customerId: 'acme' }, 'both', '2024-03-03'),
    note('n4', { personId: 'siiri' }, 'other', '2024-03-04'),
  ]
  const people = [anna, bertil, cecilia, noCrm, acme, beta, pekka, siiri, linked('acme'), projectX, takesPart]
  const views = viewsOf(...people, ...noted)

  test('are its own, those of its companies and of its projects, each once', () => {
    expect(views.contactNotes({ personId, viewer: 'bertil' })).toMatchObject([
      { activityId: 'n3', origin: 'contact', text: 'both' },
      { activityId: 'n2', origin: 'project', text: 'project' },
      { activityId: 'n1', origin: 'company', text: 'company' },
    ])
  })
  test('are for employees with access to the CRM', () => {
    expect(views.contactNotes({ personId, viewer: 'nina' })).toEqual([])
  })
  test('of a private customer are for its owner and administrators', () => {
    const { contactNotes } = viewsOf(...people, ...noted, acmePrivate)
    const seen = (viewer: string) => ids(contactNotes({ personId, viewer }))
    expect([seen('bertil'), seen('anna'), seen('cecilia')]).toEqual([[], ['n3', 'n2', 'n1'], ['n3', 'n2', 'n1']])
  })
  test('of the private customer it is itself count as its own', () => {
    const { contactNotes } = viewsOf(
      siiri,
      event('PrivateCustomerCreated', 'person-siiri', { customerId: 'siiriC' }),
      customer('siiriC', 'Siiri Mäkinen', { kind: 'privateCustomer', personId: 'siiri' }),
      note('n1', { customerId: 'siiriC' }, 'own'),
    )
    expect(contactNotes({ personId: 'siiri' })).toMatchObject([{ origin: 'contact', text: 'own' }])
  })
  test('of a company that was merged show where its contacts are now', () => {
    const into = event('CustomerMergedInto', 'customer-beta', { survivorId: 'acme' })
    const written = note('n1', { customerId: 'beta' }, 'before')
    const { contactNotes } = viewsOf(acme, beta, pekka, linked('acme'), written, into)
    expect(contactNotes({ personId })).toMatchObject([{ origin: 'company', text: 'before' }])
  })
  test('of a deleted customer are for administrators', () => {
    const { contactNotes } = viewsOf(
      ...people,
      note('n1', { personId, customerId: 'acme' }, 'both'),
      event('CustomerDeleted', 'customer-acme', {}),
    )
    expect(ids(contactNotes({ personId, viewer: 'cecilia' }))).toEqual(['n1'])
    expect(contactNotes({ personId, viewer: 'anna' })).toEqual([])
  })
  test('are left out after the person leaves the company', () => {
    const { contactNotes } = viewsOf(
      ...people,
      ...noted,
      event('ContactUnlinkedFromCompany', 'person-pekka', { customerId: 'acme' }),
      event('ProjectParticipantRemoved', 'project-x', { personId }),
    )
    expect(ids(contactNotes({ personId }))).toEqual(['n3'])
  })
  test('show their last text, and are left out when deleted', () => {
    const { contactNotes } = viewsOf(
      ...people,
      ...noted,
      on('NoteEdited', 'n1', { text: 'changed' }, '2024-03-06'),
      on('NoteDeleted', 'n2', {}),
    )
    expect(contactNotes({ personId })).toMatchObject([
      { activityId: 'n3', editedAt: null },
      { text: 'changed', editedAt: '2024-03-06T10:00:00.000Z', at: '2024-03-01T10:00:00.000Z' },
    ])
  })
  test('of an archived company still show', () => {
    expect(ids(viewsOf(...people, ...noted, archived('acme')).contactNotes({ personId }))).toContain('n1')
  })
})

describe('the e-mails of a contact', () => {
  const people = [anna, cecilia, pekka, siiri]
  const emails = [email('m1'), email('m2', ['pekka', 'siiri'], '2024-03-02')]
  const seen = (...events: readonly LogEvent[]) => {
    const { contactEmails } = viewsOf(...people, ...emails, ...events)
    return (who: string, viewer?: string) => {
      const { restricted: isRestricted, rows } = contactEmails({ personId: who, viewer })
      return [isRestricted, ids(rows)]
    }
  }

  test('are newest first, for all viewers', () => {
    expect(seen()('pekka', 'anna')).toEqual([false, ['m2', 'm1']])
  })
  test('are for administrators only while access is restricted, also those registered then', () => {
    const look = seen(restricted, email('m3', ['pekka'], '2024-03-03'))
    expect(look('pekka', 'anna')).toEqual([true, []])
    expect(look('pekka', 'cecilia')).toEqual([true, ['m3', 'm2', 'm1']])
    expect(look('pekka')).toEqual([true, ['m3', 'm2', 'm1']])
  })
  test('all show again once access is granted', () => {
    expect(seen(restricted, email('m3', ['pekka'], '2024-03-03'), granted)('pekka', 'anna')).toEqual([
      false,
      ['m3', 'm2', 'm1'],
    ])
  })
  test('show on the tabs of others by emailRestrictionSpread: personOnly', () => {
    expect(seen(restricted)('siiri', 'anna')).toEqual([false, ['m2']])
  })
  test('are hidden on the tabs of others too by emailRestrictionSpread: wholeMessage', () => {
    const whole = seen(restricted, policy('emailRestrictionSpread', 'wholeMessage'))
    expect(whole('siiri', 'anna')).toEqual([false, []])
    expect(whole('siiri', 'cecilia')).toEqual([false, ['m2']])
  })
})

describe('of an erased contact', () => {
  const erasure = event('PersonErased', 'person-pekka', { scope: 'full' })
  const done = [
    note('n1', { personId }, 'secret'),
    meeting('t1', { title: 'secret' }),
    on('TaskRegistered', 'k1', { personIds: ['pekka'], title: 'secret', status: 'open' }),
    on('FileLinked', 'f1', { personIds: ['pekka'], fileRef: 'f1', name: 'secret' }),
    on('EmailRegistered', 'm1', {
      personIds: ['pekka', 'siiri'],
      direction: 'received',
      mailboxId: 'anna@own.fi',
      from: 'secret',
      subject: 'secret',
    }),
  ]

  test('no text is shown any more, whichever event is applied first', () => {
    for (const events of [
      [...done, erasure],
      [erasure, ...done],
    ]) {
      const views = viewsOf(anna, pekka, siiri, ...events, on('NoteEdited', 'n1', { text: 'secret' }))
      const card = views.contactCard({ personId, locale: 'sv' })
      const shown = JSON.stringify([card, views.contactEmails({ personId: 'siiri' })])
      expect(card?.notes).toMatchObject([{ text: '[raderad]' }])
      expect(shown).not.toContain('secret')
      expect(shown).toContain('m1')
    }
  })
})

describe('the services for a contact', () => {
  const details = (changes: object): LogEvent => event('CustomerDetailsChanged', 'customer-acme', { changes })
  const address = details([
    { field: 'street', old: null, new: 'Street 1' },
    { field: 'website', old: null, new: 'https://acme.fi' },
  ])

  test('are those its data and that of its companies allow', () => {
    expect(viewsOf(acme, address, siiri).contactServices({ personId: 'siiri' })).toEqual({
      map: false,
      sms: false,
      smsBanned: false,
      numberSearch: false,
      website: false,
    })
    expect(viewsOf(acme, address, pekka, linked('acme')).contactServices({ personId })).toEqual({
      map: true,
      sms: true,
      smsBanned: false,
      numberSearch: true,
      website: true,
    })
  })
  test('warn of a ban on text messages', () => {
    const ban = event('MarketingBanSet', 'person-pekka', { channel: 'sms' })
    expect(viewsOf(pekka, ban).contactServices({ personId })).toMatchObject({ sms: true, smsBanned: true })
  })
  test('do not reveal hidden companies', () => {
    const both = [linked('acme'), linked('beta')]
    const { contactServices } = viewsOf(bertil, acme, address, acmePrivate, beta, pekka, ...both)
    expect(contactServices({ personId, viewer: 'bertil' })).toMatchObject({ map: false, website: false })
    expect(contactServices({ personId: 'zed' })).toBeNull()
  })
})

describe('the card of a contact', () => {
  const views = viewsOf(
    anna,
    acme,
    pekka,
    linked('acme'),
    meeting('t1'),
    task('k1', 'open'),
    note('n1', { customerId: 'acme' }, 'company'),
    file('f1'),
    email('m1'),
    restricted,
  )

  test('has everything related to the person', () => {
    expect(views.contactCard({ personId, viewer: 'anna' })).toMatchObject({
      personId,
      lastName: 'Virtanen',
      kinds: ['companyContact'],
      companies: [{ id: 'acme', name: 'Acme Oy' }],
      meetings: [{ activityId: 't1' }],
      tasks: [{ activityId: 'k1' }],
      notes: [{ activityId: 'n1', origin: 'company' }],
      files: [{ activityId: 'f1' }],
      emails: { restricted: true, rows: [] },
      services: { sms: true },
    })
  })
  test('has the requested page of every tab', () => {
    const card = views.contactCard({ personId, limit: 2 })
    expect(card?.history.map(({ type }) => type)).toEqual(['ContactEmailAccessRestricted', 'EmailRegistered'])
  })
  test('is `null` for an unknown person', () => {
    expect(views.contactCard({ personId: 'zed' })).toBeNull()
  })
})

describe('the history of activities with a contact', () => {
  const views = viewsOf(
    anna,
    bertil,
    acme,
    pekka,
    project('x', 'acme', 'Project X'),
    event('ProjectParticipantAdded', 'project-x', { personId }),
    note('n1', { personId, customerId: 'acme' }, 'confidential words'),
    on('NoteEdited', 'n1', { text: 'other confidential words' }),
    meeting('t1', { title: 'Offer', date: '2024-03-09', links: { projectId: 'x' } }),
    on('MeetingOwnerChanged', 't1', { from: 'anna', to: 'bertil' }),
    task('k1', 'open'),
    on('TaskStatusChanged', 'k1', { to: 'done' }),
    file('f1'),
    on('FileUnlinked', 'f1', {}),
    email('m1'),
    restricted,
    on('NoteDeleted', 'n1', {}),
  )
  const textsOf = (answer: ReturnType<typeof views.subjectHistory>): readonly string[] =>
    answer._tag === 'Right' ? answer.right.map(({ summary }) => summary) : []

  test('has a line for every activity, without subjects of e-mails', () => {
    const lines = textsOf(views.contactHistory({ personId }))
    expect(lines.slice(0, -1)).toEqual([
      'Note deleted: other confidential words',
      'E-mails shown to administrators only',
      'E-mail registered: sent',
      'File no longer linked: f1',
      'File linked: f1',
      'Status of a task changed: open → done',
      'Task registered: k1, Status: open',
      'Meeting given to another owner: Anna Aalto → Bertil Berg',
      'Meeting registered: Offer, Owner: Anna Aalto',
      'Note changed: confidential words → other confidential words',
      'Note written: confidential words',
      'Participant added: Project X, Pekka Virtanen',
    ])
    expect(JSON.stringify(views.contactHistory({ personId }))).not.toMatch(/Offer m1/)
  })
  test('is part of the histories of the customers, the projects and the activity, too', () => {
    expect(textsOf(views.customerHistory({ customerId: 'acme', locale: 'sv' })).slice(0, 3)).toEqual([
      'Anteckning borttagen: other confidential words',
      'Anteckning ändrad: confidential words → other confidential words',
      'Anteckning skriven: confidential words',
    ])
    expect(textsOf(views.subjectHistory({ subject: { kind: 'project', id: 'x' }, locale: 'fi' }))[0]).toBe(
      'Tapaamisen omistaja vaihdettu: Anna Aalto → Bertil Berg',
    )
    expect(textsOf(views.subjectHistory({ subject: { kind: 'activity', id: 'k1' }, locale: 'et' }))).toEqual([
      'Ülesande olek muudetud: open → done',
      'Ülesanne registreeritud: k1, Staatus: open',
    ])
  })
  test('hides the texts of notes from viewers without access to the CRM', () => {
    const without = viewsOf(
      employee('olli', 'Olli Oja', { crmAccess: false }),
      acme,
      pekka,
      note('n1', { personId, customerId: 'acme' }, 'confidential words'),
      on('NoteEdited', 'n1', { text: 'other confidential words' }),
    )
    const shown = without.contactHistory({ personId, viewer: 'olli' })
    expect(textsOf(shown).slice(0, 2)).toEqual(['Note changed', 'Note written'])
    expect(JSON.stringify(shown)).not.toMatch(/confidential/)
    expect(JSON.stringify(without.customerHistory({ customerId: 'acme', viewer: 'olli' }))).not.toMatch(/confidential/)
  })
  test('hides notes on a private customer, as a person or since deleted, from viewers who may not see it', () => {
    const events = [
      bertil,
      pekka,
      customer('pekkaC', 'Pekka Virtanen', { kind: 'privateCustomer', personId, private: true, ownerId: 'anna' }),
      event('PrivateCustomerCreated', `person-${personId}`, { customerId: 'pekkaC' }),
      beta,
      contact('siiri', 'Salo'),
      note('n1', { personId, projectId: 'x' }, 'confidential words'),
      note('n2', { personId: 'siiri', customerId: 'beta' }, 'confidential too'),
      event('CustomerDeleted', 'customer-beta', {}),
    ]
    const seen = (id: string, kind: 'activity' | 'contact', viewer?: string): string =>
      JSON.stringify(viewsOf(...events).subjectHistory({ subject: { kind, id }, viewer }))
    expect(seen('n1', 'activity')).toMatch(/confidential/)
    expect(seen('n1', 'activity', 'bertil')).not.toMatch(/confidential/)
    expect(seen('siiri', 'contact')).toMatch(/confidential/)
    expect(seen('siiri', 'contact', 'bertil')).not.toMatch(/confidential/)
  })
  test('hides activities of a private customer from viewers who may not see it', () => {
    const { contactHistory } = viewsOf(
      bertil,
      acme,
      beta,
      pekka,
      note('n1', { personId, customerIds: ['beta', 'acme'] }, 'A'),
      note('n2', { personId }, 'B'),
      acmePrivate,
    )
    const count = (viewer?: string) =>
      textsOf(contactHistory({ personId, viewer })).filter((line) => line.startsWith('Note written')).length
    expect([count(), count('bertil')]).toEqual([2, 1])
  })
})
