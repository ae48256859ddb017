import { describe, expect, test } from 'vitest'
import { event, policy } from '../../log.js'
import { answersOf, card } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

describe('a contact', () => {
  const restricted = viewsOfTown(event('ContactEmailAccessRestricted', 'person-olli', {}))
  const spread = viewsOfTown(
    event('ContactEmailAccessRestricted', 'person-pia', {}),
    policy('emailRestrictionSpread', 'wholeMessage'),
  )
  const asked = [
    { personId: 'olli' },
    { personId: 'olli', viewer: 'bertil' },
    { personId: 'olli', viewer: 'cecilia', offset: 1, limit: 1 },
    { personId: 'nobody' },
  ]

  test('has its meetings and tasks, newest first', () => {
    expect(answersOf(views.contactMeetings, ...asked)).toEqual([
      '? {personId olli}',
      '# activityId | title | date | owner | at | by',
      'm2 | – | 2024-03-09 | – | 2024-03-07T10:00:00.000Z | cecilia',
      'm1 | Lunch | – | {id anna, name Anna Aalto} | 2024-03-06T10:00:00.000Z | cecilia',
      '? {personId olli, viewer bertil}',
      'm1 | Lunch | – | {id anna, name Anna Aalto} | 2024-03-06T10:00:00.000Z | cecilia',
      '? {personId olli, viewer cecilia, offset 1, limit 1}',
      'm1 | Lunch | – | {id anna, name Anna Aalto} | 2024-03-06T10:00:00.000Z | cecilia',
      '? {personId nobody}',
    ])
    expect(
      answersOf(
        views.contactTasks,
        ...asked,
        { personId: 'olli', statuses: ['done', 'x'] },
        { personId: 'olli', statuses: [] },
      ),
    ).toEqual([
      '? {personId olli}',
      '# activityId | title | status | dueDate | owner | at | by',
      't2 | – | done | – | – | 2024-03-09T10:00:00.000Z | cecilia',
      't1 | Call | open | 2024-04-01 | {id zed, name zed} | 2024-03-08T10:00:00.000Z | cecilia',
      '? {personId olli, viewer bertil}',
      't2 | – | done | – | – | 2024-03-09T10:00:00.000Z | cecilia',
      't1 | Call | open | 2024-04-01 | {id zed, name zed} | 2024-03-08T10:00:00.000Z | cecilia',
      '? {personId olli, viewer cecilia, offset 1, limit 1}',
      't1 | Call | open | 2024-04-01 | {id zed, name zed} | 2024-03-08T10:00:00.000Z | cecilia',
      '? {personId nobody}',
      '? {personId olli, statuses [done, x]}',
      't2 | – | done | – | – | 2024-03-09T10:00:00.000Z | cecilia',
      '? {personId olli, statuses []}',
      't2 | – | done | – | – | 2024-03-09T10:00:00.000Z | cecilia',
      't1 | Call | open | 2024-04-01 | {id zed, name zed} | 2024-03-08T10:00:00.000Z | cecilia',
    ])
  })
  test('has its notes and files, newest first', () => {
    expect(answersOf(views.contactNotes, ...asked, { personId: 'olli', viewer: 'dora' }, { personId: 'pia' })).toEqual([
      '? {personId olli}',
      '# activityId | text | origin | editedAt | at | by',
      'n4 | Hid | contact | – | 2024-03-04T10:00:00.000Z | cecilia',
      'n3 | Built | project | – | 2024-03-03T10:00:00.000Z | cecilia',
      'n2 | Wrote | company | – | 2024-03-02T10:00:00.000Z | cecilia',
      'n1 | Called twice | contact | 2024-03-05T10:00:00.000Z | 2024-03-01T10:00:00.000Z | cecilia',
      '? {personId olli, viewer bertil}',
      'n3 | Built | project | – | 2024-03-03T10:00:00.000Z | cecilia',
      'n2 | Wrote | company | – | 2024-03-02T10:00:00.000Z | cecilia',
      'n1 | Called twice | contact | 2024-03-05T10:00:00.000Z | 2024-03-01T10:00:00.000Z | cecilia',
      '? {personId olli, viewer cecilia, offset 1, limit 1}',
      'n3 | Built | project | – | 2024-03-03T10:00:00.000Z | cecilia',
      '? {personId nobody}',
      '? {personId olli, viewer dora}',
      '? {personId pia}',
      'n2 | Wrote | company | – | 2024-03-02T10:00:00.000Z | cecilia',
    ])
    expect(answersOf(views.contactFiles, ...asked)).toEqual([
      '? {personId olli}',
      '# activityId | fileRef | name | source | at | by',
      'f2 | r2 | – | – | 2024-03-10T10:00:00.000Z | cecilia',
      'f1 | r1 | Offer | internal | 2024-03-10T10:00:00.000Z | cecilia',
      '? {personId olli, viewer bertil}',
      'f2 | r2 | – | – | 2024-03-10T10:00:00.000Z | cecilia',
      'f1 | r1 | Offer | internal | 2024-03-10T10:00:00.000Z | cecilia',
      '? {personId olli, viewer cecilia, offset 1, limit 1}',
      'f1 | r1 | Offer | internal | 2024-03-10T10:00:00.000Z | cecilia',
      '? {personId nobody}',
    ])
  })
  test('has its e-mails, for administrators only where they are restricted', () => {
    const emailsFor = (seen: typeof views, params: (typeof asked)[number]) => answersOf(seen.contactEmails, params)
    expect(asked.flatMap((one) => emailsFor(views, one))).toEqual([
      '? {personId olli}',
      'restricted no | rows [{activityId e2, direction sent, subject –, from –, to [], mailboxId b@own.fi, at',
      '   2024-03-12T10:00:00.000Z, by cecilia}, {activityId e1, direction received, subject Hi, from o@oja.fi, to',
      '   [a@own.fi], mailboxId a@own.fi, at 2024-03-11T10:00:00.000Z, by cecilia}]',
      '? {personId olli, viewer bertil}',
      'restricted no | rows [{activityId e2, direction sent, subject –, from –, to [], mailboxId b@own.fi, at',
      '   2024-03-12T10:00:00.000Z, by cecilia}, {activityId e1, direction received, subject Hi, from o@oja.fi, to',
      '   [a@own.fi], mailboxId a@own.fi, at 2024-03-11T10:00:00.000Z, by cecilia}]',
      '? {personId olli, viewer cecilia, offset 1, limit 1}',
      'restricted no | rows [{activityId e1, direction received, subject Hi, from o@oja.fi, to [a@own.fi],',
      '   mailboxId a@own.fi, at 2024-03-11T10:00:00.000Z, by cecilia}]',
      '? {personId nobody}',
      'restricted no | rows []',
    ])
    expect(asked.flatMap((one) => emailsFor(restricted, one))).toEqual([
      '? {personId olli}',
      'restricted yes | rows [{activityId e2, direction sent, subject –, from –, to [], mailboxId b@own.fi, at',
      '   2024-03-12T10:00:00.000Z, by cecilia}, {activityId e1, direction received, subject Hi, from o@oja.fi, to',
      '   [a@own.fi], mailboxId a@own.fi, at 2024-03-11T10:00:00.000Z, by cecilia}]',
      '? {personId olli, viewer bertil}',
      'restricted yes | rows []',
      '? {personId olli, viewer cecilia, offset 1, limit 1}',
      'restricted yes | rows [{activityId e1, direction received, subject Hi, from o@oja.fi, to [a@own.fi],',
      '   mailboxId a@own.fi, at 2024-03-11T10:00:00.000Z, by cecilia}]',
      '? {personId nobody}',
      'restricted no | rows []',
    ])
    expect(asked.flatMap((one) => emailsFor(spread, one))).toEqual([
      '? {personId olli}',
      'restricted no | rows [{activityId e2, direction sent, subject –, from –, to [], mailboxId b@own.fi, at',
      '   2024-03-12T10:00:00.000Z, by cecilia}, {activityId e1, direction received, subject Hi, from o@oja.fi, to',
      '   [a@own.fi], mailboxId a@own.fi, at 2024-03-11T10:00:00.000Z, by cecilia}]',
      '? {personId olli, viewer bertil}',
      'restricted no | rows [{activityId e1, direction received, subject Hi, from o@oja.fi, to [a@own.fi],',
      '   mailboxId a@own.fi, at 2024-03-11T10:00:00.000Z, by cecilia}]',
      '? {personId olli, viewer cecilia, offset 1, limit 1}',
      'restricted no | rows [{activityId e1, direction received, subject Hi, from o@oja.fi, to [a@own.fi],',
      '   mailboxId a@own.fi, at 2024-03-11T10:00:00.000Z, by cecilia}]',
      '? {personId nobody}',
      'restricted no | rows []',
    ])
  })
  test('has the services that its data allows', () => {
    const services = ['olli', 'pia', 'eva', 'uno', 'nobody'].map((personId) => ({ personId }))
    expect(answersOf(views.contactServices, ...services)).toEqual([
      '? {personId olli}',
      'map yes | sms no | smsBanned no | numberSearch yes | website yes',
      '? {personId pia}',
      'map yes | sms yes | smsBanned yes | numberSearch yes | website yes',
      '? {personId eva}',
      'map no | sms no | smsBanned no | numberSearch no | website no',
      '? {personId uno}',
      'map no | sms yes | smsBanned no | numberSearch yes | website no',
      '? {personId nobody}',
      '–',
    ])
    expect(card(views.contactServices({ personId: 'pia', viewer: 'bertil' }))).toEqual([
      'map yes | sms yes | smsBanned yes | numberSearch yes | website yes',
    ])
  })
})
