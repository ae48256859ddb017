import { languageOf, personNames, phoneNumber } from './names.js'
import { randomFor } from './random.js'
import {
  type Cells,
  companyNear,
  contactsIn,
  customerId,
  employeeId,
  type GeneratedFile,
  isSalesperson,
  personId,
  type Scale,
} from './scale.js'

const teams = ['Bookkeeping', 'Payroll', 'Sales', 'Management', 'Tallinn', 'Turku'] as const

const employeeRows = function* ({ employees, seed }: Scale): Iterable<Cells> {
  for (let index = 0; index < employees; index += 1) {
    const random = randomFor(seed, 'employee', index)
    const { firstName, lastName } = personNames(random, languageOf(random))
    const of = [...new Set([random.pick(teams), random.pick(teams)])].join(';')
    const sells = isSalesperson(index)
    const id = employeeId(index)
    yield [
      id,
      `${firstName} ${lastName}`,
      `${id}@clientele.example`,
      of,
      sells,
      sells ? `S${index + 1}` : '',
      index === 0,
    ]
  }
}

/** Employees in teams; the first one is the administrator. */
export const employees: GeneratedFile = {
  file: 'employees.csv',
  header: ['employeeId', 'name', 'email', 'teams', 'salesperson', 'sellerCode', 'admin'],
  rows: employeeRows,
}

const titles = ['Managing director', 'Owner', 'Office', 'Bookkeeper', ''] as const

const contactRows = function* (scale: Scale): Iterable<Cells> {
  for (let index = 0; index < contactsIn(scale); index += 1) {
    const random = randomFor(scale.seed, 'contact', index)
    const { firstName, lastName } = personNames(random, languageOf(random))
    const companies = Array.from({ length: 1 + random.skewed(4) }, () =>
      customerId(companyNear(random.below(scale.customers))),
    )
    const email = random.chance(0.8) ? `person${index + 1}@mail.example` : ''
    const links = [...new Set(companies)].join(';')
    yield [personId(index), firstName, lastName, email, '', phoneNumber(random), random.pick(titles), links]
  }
}

/** Contact persons, most of one company and some of several. */
export const contacts: GeneratedFile = {
  file: 'contacts.csv',
  header: ['personId', 'firstName', 'lastName', 'email', 'phone', 'mobile', 'title', 'customerIds'],
  rows: contactRows,
}

const channels = ['letter', 'sms', 'email'] as const

const statementsOf = function* (scale: Scale, index: number): Iterable<Cells> {
  const random = randomFor(scale.seed, 'marketing', index)
  const id = personId(index)
  const [channel, source] = [random.pick(channels), random.pick(['phone', 'letter', 'web form'])]
  if (random.chance(0.15)) {
    yield [id, '', channel, 'ban', '2024-03-01', source, random.chance(0.2) ? 'Asked not to be written to' : '']
    if (random.chance(0.2)) yield [id, '', channel, 'lift', '2025-03-01', source, '']
  }
  if (random.chance(0.15)) {
    yield [id, '', channel, 'consent', '2025-06-01', source, '']
    if (random.chance(0.2)) yield [id, '', channel, 'withdraw', '2026-02-01', '', '']
  }
}

const marketingRows = function* (scale: Scale): Iterable<Cells> {
  for (let index = 0; index < contactsIn(scale); index += 1) yield* statementsOf(scale, index)
}

/** Bans and consents, some of them withdrawn. */
export const marketing: GeneratedFile = {
  file: 'marketing.csv',
  header: ['personId', 'customerId', 'channel', 'statement', 'date', 'source', 'reason'],
  rows: marketingRows,
}
