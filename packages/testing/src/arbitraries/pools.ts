import fc from 'fast-check'
import { catalogues } from '../histories/index.js'
import type { Pools, ValueOptions } from './values.js'

type Any = fc.Arbitrary<unknown>

/** Generates ids `c1`, `c2`, …, the first two more often: `beginning` registers them. */
export const numbered = (letter: string, count: number): fc.Arbitrary<string> =>
  fc.oneof(
    ...Array.from({ length: count }, (_, index) => ({
      weight: index < 2 ? 4 : 1,
      arbitrary: fc.constant(`${letter}${index + 1}`),
    })),
  )

/** Dates relative to the day of the command, from 20 days before to 40 after it. */
export const dates: Any = fc.oneof(
  { weight: 2, arbitrary: fc.constant('day+0') },
  { weight: 3, arbitrary: fc.integer({ min: -20, max: 40 }).map((days) => `day${days < 0 ? '' : '+'}${days}`) },
)

const names: Any = fc.constantFrom(
  'Aalto',
  'aalto ',
  'Berg',
  'Carlsson',
  'Dahl',
  'Ek',
  'Åberg',
  'Östman',
  'No group',
  '',
)

const pools: Pools = {
  CustomerId: numbered('c', 6),
  PersonId: numbered('p', 4),
  EmployeeId: numbered('e', 5),
  GroupId: numbered('g', 5),
  SpecialGroupId: numbered('s', 3),
  ReportId: numbered('r', 3),
  RoleId: fc.constantFrom('responsibleManager', 'seller', 'manager'),
  ProjectId: numbered('j', 3),
  DocumentId: numbered('d', 8),
  SubjectId: fc.oneof(numbered('c', 6), numbered('j', 3)),
  AssignmentId: fc.nat(50).map((place) => `assignment ${place}`),
  ClassifierValue: numbered('v', 3),
  'ClassifierValue or number': fc.oneof(numbered('v', 3), fc.integer({ min: 1, max: 4 })),
  CatalogueName: fc.constantFrom(...catalogues, 'contactProperty'),
  ContactGroupId: numbered('k', 2),
  SeriesId: numbered('n', 2),
  TeamId: numbered('t', 2),
  TrackingDimension: fc.constantFrom('region', 'region', 'industry'),
  AccountId: numbered('a', 2),
  LegalEntityId: numbered('l', 2),
  MailboxId: numbered('m', 2),
  ProductId: numbered('x', 2),
  CalendarDate: dates,
  Integer: fc.integer({ min: 0, max: 30 }),
  Text: names,
}

/** Few ids, names and numbers, so that commands meet: `c1` to `c6` are customers, `g1` to `g5` groups, and so on. */
export const smallPools: ValueOptions = { pools }
