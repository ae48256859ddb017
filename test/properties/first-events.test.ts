import { categoryOf, type EventType, type KnownEvent } from '@clientele/domain'
import { type aggregates, executeHistory, steps } from '@clientele/testing'
import { test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

/** The event types that start a stream; in a catalogue, any event that creates something. */
const registering: { readonly [Category in keyof typeof aggregates]: readonly EventType[] } = {
  customer: ['CustomerRegistered'],
  person: ['ContactRegistered'],
  employee: ['EmployeeRegistered'],
  project: ['ProjectRegistered'],
  activity: ['NoteWritten', 'MeetingRegistered', 'TaskRegistered', 'FileLinked', 'EmailRegistered'],
  report: ['ReportSaved'],
  listPreferences: ['ListPreferencesSaved'],
  customerGroups: ['CustomerGroupCreated'],
  specialGroups: ['SpecialGroupCreated'],
  customerNumbers: ['NumberSeriesDefined', 'CustomerNumberReserved'],
  roles: ['RoleDefined'],
  classifiers: ['ClassifierValueAdded', 'ContactPropertyAdded', 'ContactGroupAdded'],
  settings: ['PolicyChanged', 'SettingChanged'],
}

const allowed = new Map<string, readonly EventType[]>(Object.entries(registering))

const registersStream = ({ stream, type }: KnownEvent): boolean =>
  allowed.get(categoryOf(stream))?.includes(type) === true

describe('for any commands', () => {
  test.prop([steps(undefined, { maxLength: 60 })], runs(200))(
    'the first event of every stream registers its subject',
    (history) => {
      const { log } = executeHistory(history)
      const first = log.filter(({ revision }) => revision === 0)
      expect(first.filter((event) => !registersStream(event))).toEqual([])
    },
  )
})
