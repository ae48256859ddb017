import { classified } from './catalogues.js'
import { companyName, languageOf, personNames, phoneNumber } from './names.js'
import { type Random, randomFor } from './random.js'
import {
  type Cells,
  customerId,
  dayOf,
  employeeId,
  type GeneratedFile,
  groupId,
  groupsIn,
  isPrivateCustomer,
  type Scale,
  specialGroupId,
  specialGroupsIn,
  years,
} from './scale.js'
import type { Words } from './words.js'

const addressOf = (random: Random, { streets, cities, country }: Words): Cells => [
  `${random.pick(streets)} ${1 + random.below(99)}`,
  String(10_000 + random.below(89_999)),
  random.pick(cities),
  '',
  country,
]

const specials = (random: Random, scale: Scale): string => {
  const most = random.chance(0.2) ? 1 + random.below(2) : 0
  return [...new Set(Array.from({ length: most }, () => specialGroupId(random.skewed(specialGroupsIn(scale)))))].join(
    ';',
  )
}

const rowOf = (scale: Scale, index: number): Cells => {
  const random = randomFor(scale.seed, 'customer', index)
  const words = languageOf(random)
  const isPerson = isPrivateCustomer(index)
  const { firstName, lastName } = personNames(random, words)
  const name = isPerson ? `${firstName} ${lastName}` : companyName(random, words, index + 1)
  const group = random.chance(0.05) ? '' : groupId(random.skewed(groupsIn(scale)))
  const [segment, status] = [random.pick(classified.segment), random.pick(classified.status)]
  const [channel, kind] = [random.pick(classified.attractionChannel), random.pick(classified.customerKind)]
  return [
    ...[customerId(index), isPerson ? 'privateCustomer' : 'company', name, group, specials(random, scale)],
    ...[segment, status, random.chance(0.3) ? '' : channel, kind],
    ...[random.chance(0.7) ? `office${index + 1}@customer.example` : '', phoneNumber(random)],
    ...addressOf(random, words),
    ...[employeeId(random.skewed(scale.employees)), random.chance(0.01), random.chance(0.04)],
  ]
}

const customerRows = function* (scale: Scale): Iterable<Cells> {
  for (let index = 0; index < scale.customers; index += 1) yield rowOf(scale, index)
}

/** Companies and private customers; the sizes of groups have a long tail. */
export const customers: GeneratedFile = {
  file: 'customers.csv',
  header: [
    ...['customerId', 'kind', 'name', 'groupId', 'specialGroupIds'],
    ...['segment', 'status', 'attractionChannel', 'customerKind', 'email', 'phone'],
    ...['street', 'postalCode', 'city', 'region', 'country', 'ownerId', 'private', 'archived'],
  ],
  rows: customerRows,
}

const projectRows = function* (scale: Scale): Iterable<Cells> {
  for (let index = 0; index < scale.customers / 50; index += 1) {
    const random = randomFor(scale.seed, 'project', index)
    const participants = [...new Set([random.below(scale.employees), random.below(scale.employees)])].map(employeeId)
    yield [
      `project${index + 1}`,
      customerId(random.below(scale.customers)),
      `Project ${index + 1}`,
      participants.join(';'),
    ]
  }
}

export const projects: GeneratedFile = {
  file: 'projects.csv',
  header: ['projectId', 'customerId', 'name', 'participantIds'],
  rows: projectRows,
}

const maxDocuments = 5_000

/** The number of documents of a customer: a third have none, most have a few, very few have thousands. */
const documentsOf = (scale: Scale, index: number): number => {
  const random = randomFor(scale.seed, 'documents', index)
  if (random.chance(1 / 3)) return 0
  return Math.min(maxDocuments, Math.floor((1 - random.next()) ** -0.7))
}

const documentsInYear = function* (scale: Scale, index: number, year: number): Iterable<Cells> {
  const all = documentsOf(scale, index)
  const count = Math.floor(all / years.length) + (year - (years[0] ?? 0) < all % years.length ? 1 : 0)
  const random = randomFor(scale.seed, `documents of ${year}`, index)
  for (let number = 0; number < count; number += 1) {
    const kind = random.chance(0.7) ? 'invoice' : 'salesOrder'
    yield [
      `${year}-${index + 1}-${number + 1}`,
      kind,
      customerId(index),
      dayOf(year, Math.floor((number * 300) / count)),
    ]
  }
}

// Year by year over all customers, as in real data: the documents of one customer are not together.
const documentRows = function* (scale: Scale): Iterable<Cells> {
  for (const year of years)
    for (let index = 0; index < scale.customers; index += 1) yield* documentsInYear(scale, index, year)
}

/** Invoices and sales orders with a long tail. */
export const documents: GeneratedFile = {
  file: 'documents.csv',
  header: ['documentId', 'kind', 'customerId', 'date'],
  rows: documentRows,
}
