import { channels } from '@clientele/domain'
import type { Audit, HistorySubject, Projections, ReadableRegister } from '@clientele/projections'
import {
  activeEmployees,
  executeHistory,
  isContactOfOthers,
  type OpenHistory,
  projected,
  type Step,
  steps,
} from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { answerTo, poolOf, questionsFor, viewNames, written } from './questions.js'
import { runs } from './runs.js'

const host = (type: Step['command']['type'], data: object): Step => ({
  command: { type, data },
  by: 'host',
  daysLater: 0,
})

const email = 'zyzzyva@qwuxley.example'

/** All kinds of data about a contact who becomes private to e3 in the end, and is a private customer too. */
const known: readonly Step[] = [
  host('RegisterContact', { personId: 'xshy1', firstName: 'Zyzzyva', lastName: 'Qwuxley', email, phone: '0987612345' }),
  host('RegisterContact', { personId: 'xshy2', firstName: 'Zyzzyva', lastName: 'Qwuxbey', mobile: '0987654321' }),
  ...['c1', 'c2', 'c3'].map((customerId) => host('LinkContactToCompany', { personId: 'xshy1', customerId })),
  host('UnlinkContactFromCompany', { personId: 'xshy1', customerId: 'c3' }),
  host('LinkContactToCompany', { personId: 'xshy2', customerId: 'c1' }),
  host('MergeContacts', { survivorId: 'xshy1', duplicateId: 'xshy2' }),
  host('ChangeContactDetails', { personId: 'xshy1', changes: { title: 'Qwuxologist' } }),
  host('SetMarketingBan', { personId: 'xshy1', customerId: 'c1', channel: 'letter', source: 'Qwuxley called' }),
  host('GiveMarketingConsent', { personId: 'xshy1', channel: 'email', evidence: { capturedAt: '2024-01-01' } }),
  host('AssignContactProperty', { personId: 'xshy1', propertyNo: 1 }),
  host('AssignContactCategory', { personId: 'xshy1', category: 'v1' }),
  host('GrantPortalAccess', { customerId: 'c1', personId: 'xshy1' }),
  host('AddProjectParticipant', { projectId: 'j1', personId: 'xshy1' }),
  host('WriteNote', { activityId: 'xshyn', links: { customerId: 'c1', personId: 'xshy1' }, text: 'Zyzzyva called' }),
  host('RegisterTask', { activityId: 'xshyt', personIds: ['xshy1'], title: 'Call Zyzzyva', ownerId: 'e2' }),
  host('RegisterMeeting', { activityId: 'xshym', personIds: ['p1', 'xshy1'], title: 'With Qwuxley' }),
  host('LinkFile', { activityId: 'xshyf', personIds: ['xshy1'], fileRef: 'Qwuxley.pdf' }),
  host('RegisterEmail', {
    activityId: 'xshye',
    mailboxId: 'm1',
    from: email,
    to: ['own@crm.example'],
    direction: 'in',
  }),
  host('PlaceLegalHold', { personId: 'xshy1', until: '2030-01-01', reason: 'Qwuxley sues' }),
]

const becoming: readonly Step[] = [
  host('ConvertContactToPrivateCustomer', { personId: 'xshy1', customerId: 'xshyc' }),
  host('RecordInvoice', { customerId: 'xshyc', documentId: 'xshyd', date: '2024-02-01' }),
  host('AssignResponsible', { customerId: 'xshyc', employeeId: 'e2' }),
]

/** A last event visible to all, which sets the day. */
const hidden: readonly Step[] = [
  host('MarkContactPrivate', { personId: 'xshy1', ownerId: 'e3' }),
  host('ChangePolicy', { key: 'privateVisibility', value: 'ownerAndAdmins' }),
]

const secrets = /zyzzyva|qwux|xshy|09876/i

const asText = (answer: () => unknown): string => {
  try {
    return written(answer()) ?? ''
  } catch (error) {
    return written(error) ?? ''
  }
}

/** The object of the questions: a register of now or of the past. */
type Answering = Pick<Projections, 'views' | 'audit'> & { readonly register: ReadableRegister }

// Its refusal repeats the question.
const asked = viewNames.filter((name) => name !== 'selfIssuableInvoice')

const moments = [
  { from: { asOf: '2000-01-01' } },
  { from: { asOf: '2000-01-01' }, to: { asOf: '2024-01-05' } },
] as const

const subjectsIn = (projections: Answering): readonly HistorySubject[] => [
  ...['xshy1', 'xshy2', 'p1'].map((id) => ({ kind: 'contact', id }) as const),
  ...[...projections.register.tables.customers.rows()].map(({ customerId: id }) => ({ kind: 'customer', id }) as const),
  ...['j1', 'j2'].map((id) => ({ kind: 'project', id }) as const),
  ...['xshyn', 'xshyt', 'xshym', 'xshyf', 'xshye'].map((id) => ({ kind: 'activity', id }) as const),
  ...['e1', 'e2', 'e3'].map((id) => ({ kind: 'employee', id }) as const),
]

const fields = ['company', 'name', 'title', 'participant', 'portalUser', 'private', 'owner', 'privateCustomer', 'ban']

type Asking = { readonly [name in keyof Audit]: (subjects: readonly HistorySubject[]) => readonly object[] }

const ofFields = (subjects: readonly HistorySubject[]) =>
  subjects.flatMap((subject) => fields.map((field) => ({ subject, field })))

const ofChanges = (subjects: readonly HistorySubject[]) => [
  { limit: 10_000 },
  ...subjects.map((subject) => ({ subjects: [subject] })),
]

const ofDurations = (subjects: readonly HistorySubject[]) =>
  subjects.flatMap((subject) => (subject.kind === 'customer' ? [{ subject, of: 'owner' }] : []))

const ofMoments = (subjects: readonly HistorySubject[]) => [
  ...moments.map((moment) => ({ ...moment, limit: 10_000 })),
  ...subjects.map((subject) => ({ ...moments[0], subject })),
]

const ofReasons = (subjects: readonly HistorySubject[]) => [
  ...subjects.flatMap(({ kind, id }) =>
    kind === 'customer' ? ['e1', 'e2'].map((employeeId) => ({ customerId: id, employeeId })) : [],
  ),
  ...channels.flatMap((channel) => [
    ...subjects.flatMap(({ kind, id }) => (kind === 'customer' ? [{ channel, customerId: id }] : [])),
    ...['xshy1', 'xshy2', 'p1'].flatMap((personId) => [
      { channel, personId },
      { channel, personId, customerId: 'c1' },
    ]),
  ]),
]

/** Questions for every audit question. */
const asking: Asking = {
  changes: ofChanges,
  changesListing: ofChanges,
  fieldHistory: ofFields,
  fieldHistoryListing: ofFields,
  durations: ofDurations,
  durationsListing: ofDurations,
  difference: ofMoments,
  differenceListing: ofMoments,
  explain: ofReasons,
  explainListing: ofReasons,
}

type Answered = { readonly asked: string; readonly answer: string }

const viewAnswers = (projections: Answering, viewer: string): readonly Answered[] => {
  const pool = poolOf(projections.register)
  const all = { ...pool, personIds: [...pool.personIds, 'xshy1', 'xshy2'], customerIds: [...pool.customerIds, 'xshyc'] }
  return asked.flatMap((name) =>
    questionsFor(name, all, { viewer, asOf: projections.register.today() }).map((params) => ({
      asked: `${name} ${JSON.stringify(params)}`,
      answer: asText(() => answerTo(projections, { name, params })),
    })),
  )
}

const auditAnswers = (projections: Answering, viewer: string): readonly Answered[] => {
  const subjects = subjectsIn(projections)
  return (Object.keys(asking) as (keyof Audit)[]).flatMap((name) =>
    asking[name](subjects).map((question) => ({
      asked: `${name} ${JSON.stringify(question)}`,
      answer: asText(() => (projections.audit[name] as (asked: object) => unknown)({ ...question, viewer })),
    })),
  )
}

const strangers = (projections: Projections): readonly string[] =>
  activeEmployees(projections).filter((viewer) => isContactOfOthers(projections.register, viewer, 'xshy1'))

const answersTo = (projections: Answering, viewer: string): readonly string[] =>
  [...viewAnswers(projections, viewer), ...auditAnswers(projections, viewer)]
    .filter(({ answer }) => secrets.test(answer))
    .map(({ asked, answer }) => `${asked}: ${secrets.exec(answer)?.[0]} in ${answer.slice(0, 2_000)}`)

const executeAll = (history: readonly Step[]): OpenHistory => executeHistory([...known, ...history, ...hidden])

const isKept = ({ command: { type } }: Step): boolean => type !== 'DeactivateEmployee' && type !== 'MergeContacts'

describe('a private contact of another employee', () => {
  test.prop([steps(undefined, { maxLength: 40 }), fc.boolean()], runs(6))(
    'is in no answer of a view or an audit question, by name, address or id',
    (history, isCustomer) => {
      const projections = projected(executeAll([...(isCustomer ? becoming : []), ...history.filter(isKept)]).log)
      for (const viewer of strangers(projections)) expect(answersTo(projections, viewer), viewer).toEqual([])
    },
  )

  test.prop([steps(undefined, { maxLength: 20 }), fc.boolean()], runs(3))(
    'is in no answer of a register of the past, even from before it was private',
    (history, isCustomer) => {
      const { log } = executeAll([...(isCustomer ? becoming : []), ...history.filter(isKept)])
      const now = projected(log)
      const past = now.knownAfter(log.length - 2)
      for (const _ of past.takeIn());
      for (const viewer of strangers(now)) expect(answersTo(past, viewer), viewer).toEqual([])
    },
  )
})

test.prop([fc.constant(0)], { numRuns: 1 })('is shown to its owner, so these questions test something', () => {
  const projections = projected(executeAll(becoming).log)
  expect(strangers(projections)).toEqual(['e2', 'e4'])
  expect(Object.keys(asking)).toEqual(Object.keys(projections.audit))
  expect(answersTo(projections, 'e3').length).toBeGreaterThan(100)
})
