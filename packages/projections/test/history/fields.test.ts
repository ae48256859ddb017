import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type EventType, events } from '@clientele/domain'
import { describe, expect, test } from 'vitest'
import { lines } from '../../src/history/lines/index.js'
import { answered, event, logOf } from '../log.js'
import { type Leaf, sampleOf } from '../samples.js'
import { createProjections, type HistoryRow, type HistorySubject, locales, messagesFor } from '../source.js'

const golden = fileURLToPath(new URL('../../../../test/golden', import.meta.url))

const streamOf = (type: EventType): string =>
  (JSON.parse(readFileSync(`${golden}/${type}.v1.json`, 'utf8')) as { readonly stream: string }).stream

const types = Object.keys(events) as EventType[]

/** The event types with their own lines; the others are shown by the names of their fields. */
const typesWithLine = types.filter((type) => Object.hasOwn(lines, type))

const subjectOfStream = 'it is the subject the line stands with'
const named = 'its name stands for it'
const shownOtherwise = 'the responsibility is told by employee, role and days'
const emails = 'e-mails are read on the tab of the contact, where the rules for reading them are'
const links = 'the line stands with everything it is linked to'

const movedByEvents = 'it tells the register what was moved: each move has a line of its own'

/** Fields that lines do not show, each with the reason. */
const notShown: { readonly [path: string]: string } = {
  'CustomerRegistered.customerId': subjectOfStream,
  'CustomerRegistered.personId': 'a private customer is the person, by the same name',
  'CustomerDetailsChanged.personId': 'a private customer is the person, by the same name',
  'ContactRegistered.personId': subjectOfStream,
  'CustomerMergedInto.moved': movedByEvents,
  'ContactMergedInto.moved': movedByEvents,
  'ContactAbsorbed.absorbed': 'each has a line of its own, and all their lines are read together',
  'ContactEmailAccessRestricted.personId': subjectOfStream,
  'ContactEmailAccessGranted.personId': subjectOfStream,
  'ContactMarkedPrivate.personId': subjectOfStream,
  'ContactMarkedPublic.personId': subjectOfStream,
  'LegalEntityAdded.legalEntityId': named,
  'PersonalAccountOpened.accountId': named,
  'AccountProductConfigured.enabled': 'the product comes or goes',
  'ProjectRegistered.projectId': subjectOfStream,
  'ProjectParticipantAdded.projectId': subjectOfStream,
  'ProjectParticipantAdded.personId': 'somebody who takes part is an employee or a person',
  'ProjectParticipantRemoved.projectId': subjectOfStream,
  'ProjectParticipantRemoved.personId': 'somebody who takes part is an employee or a person',
  'ProjectClosed.projectId': subjectOfStream,
  'ProjectReopened.projectId': subjectOfStream,
  'CustomerNumberReserved.number': subjectOfStream,
  'CustomerNumberReleased.number': subjectOfStream,
  'NumberSeriesDefined.seriesId': subjectOfStream,
  'RoleDefined.roleId': subjectOfStream,
  'ReportSaved.reportId': subjectOfStream,
  'ReportShared.reportId': subjectOfStream,
  'ReportDeleted.reportId': subjectOfStream,
  'ClassifierValueAdded.value': named,
  'ClassifierValueRenamed.value': named,
  'ContactPropertyAdded.number': subjectOfStream,
  'PropertyAttachedToContactGroup.number': subjectOfStream,
  'ContactGroupAdded.contactGroupId': named,
  'EmailRegistered.mailboxId': emails,
  'EmailRegistered.employeeId': emails,
  'EmailRegistered.from': emails,
  'EmailRegistered.to': emails,
  'EmailRegistered.subject': emails,
  'FileUnlinked.activityId': subjectOfStream,
  'ResponsibilityEnded.removedOn': 'it is the day on which the line was made',
  'ResponsibilityVoided.removedOn': 'it is the day on which the line was made',
}

const ofMany: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^(Responsib\w+)\.assignmentId$/, shownOtherwise],
  [/^Employee\w+\.employeeId$|^(SellerInformationSet|Absence\w+|EmailLinking\w+)\.employeeId$/, subjectOfStream],
  [/^\w+\.activityId$/, subjectOfStream],
  [/^(Note|Meeting|Task|File)\w+\.(links\.\w+|personIds)$/, links],
  [/^EmailRegistered\.personIds$/, links],
  [/^(CustomerGroup|Group)\w+\.groupId$|^SpecialGroup\w+\.specialGroupId$/, subjectOfStream],
]

const reasonFor = (path: string): string | undefined =>
  notShown[path] ?? ofMany.find(([pattern]) => pattern.test(path))?.[1]

/** The line of a sample in the history of its subject. */
const rowOf = (type: EventType, data: object): HistoryRow => {
  const { views, history, applyAll } = createProjections()
  applyAll(logOf(event(type, streamOf(type), data)))
  const [subject] = history.contents().since.subjects.map(({ kind, id }): HistorySubject => ({ kind, id }))
  if (subject === undefined) throw new Error(`${type} has no line`)
  const [row] = answered(views.subjectHistory({ subject }))
  if (row === undefined) throw new Error(`${type} has no row`)
  return row
}

const { words } = messagesFor('en')

const asShown = (value: string): string => (Object.hasOwn(words, value) ? words[value as keyof typeof words] : value)

const isVisible = (row: HistoryRow, { path, kind, shown }: Leaf): boolean => {
  if (kind === 'flag') return row.changes.some(({ field }) => field === path.slice(path.lastIndexOf('.') + 1))
  const text = JSON.stringify([row.summary, row.changes, row.effectiveDate])
  return shown.some((value) => text.includes(asShown(value)) || text.includes(`${value}Role`))
}

describe('the line of every event', () => {
  const missingFields = (type: EventType): readonly string[] => {
    const { data, leaves } = sampleOf(type)
    const row = rowOf(type, data)
    return leaves.filter((leaf) => !isVisible(row, leaf)).map(({ path }) => path)
  }

  test.each(types.map((type) => [type]))('%s shows every field, or says why not', (type) => {
    expect(missingFields(type).filter((path) => reasonFor(path) === undefined)).toEqual([])
  })

  test('has no exception for a field that it shows', () => {
    const missing = new Set(types.flatMap(missingFields))
    expect(Object.keys(notShown).filter((path) => !missing.has(path))).toEqual([])
  })

  test.each(locales.map((locale) => [locale]))('names its fields in %s', (locale) => {
    const { fields } = messagesFor(locale)
    const known = (field: string): boolean => Object.hasOwn(fields, field) || /^(text|id) of /.test(field)
    const fieldsOf = (type: EventType) => rowOf(type, sampleOf(type).data).changes.map(({ field }) => field)
    expect(typesWithLine.flatMap(fieldsOf).filter((field) => !known(field))).toEqual([])
    expect(Object.values(fields).filter((label) => label.trim() === '')).toEqual([])
  })

  test.each(locales.map((locale) => [locale]))('starts with a text of its own in %s', (locale) => {
    const { events: words } = messagesFor(locale)
    expect(typesWithLine.filter((type) => (words[type] ?? '').trim() === '')).toEqual([])
  })

  test('prints no bare true or false', () => {
    const bare = types.filter((type) => /\b(true|false)\b/.test(JSON.stringify(rowOf(type, sampleOf(type).data))))
    expect(bare).toEqual([])
  })
})
