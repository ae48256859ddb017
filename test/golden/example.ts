import { type ValueOptions, aggregates, recordFor } from '@clientele/testing'
import { type Definition, type EventType, events } from '@clientele/domain'
import { fc } from '@fast-check/vitest'

const readable: ValueOptions = {
  pools: {
    Text: fc.constant('Åland & Öst'),
    Integer: fc.constant(14),
    CalendarDate: fc.constant('2024-03-15'),
    boolean: fc.constant(true),
    unknown: fc.constant('as it was'),
    ...Object.fromEntries(
      ['acme', 'anna', 'pia', 'oven'].flatMap((id, place) =>
        (
          [
            ['CustomerId', 'GroupId', 'SpecialGroupId', 'LegalEntityId', 'AccountId'],
            ['EmployeeId', 'TeamId', 'UserId', 'ReportId'],
            ['PersonId', 'ContactGroupId'],
            ['ProjectId', 'DocumentId', 'ActivityId', 'AssignmentId'],
          ] as const
        )[place]?.map((name) => [name, fc.constant(id)]) ?? [],
      ),
    ),
  },
}

const categories = Object.keys(aggregates) as readonly (keyof typeof aggregates)[]

const catalogues: readonly string[] = [
  'customerGroups',
  'specialGroups',
  'customerNumbers',
  'roles',
  'classifiers',
  'settings',
]

/** The name of a stream for events of a type, `customer-acme` or `roles`. */
const streamFor = (type: EventType): string => {
  const category = categories.find((one) => aggregates[one].folds.includes(type)) ?? 'settings'
  return catalogues.includes(category) ? category : `${category}-1`
}

const fullest = (samples: readonly object[]): object =>
  samples.reduce((best, one) => (JSON.stringify(one).length > JSON.stringify(best).length ? one : best))

/** An example of an event of a type as stored, with all fields; the same at every call. */
export const exampleOf = (type: EventType): object => {
  const { fields } = events[type] as unknown as Definition
  const samples = fc.sample(recordFor(fields, readable), { numRuns: 100, seed: 1 })
  return { type, schemaVersion: 1, stream: streamFor(type), data: fullest(samples) }
}
