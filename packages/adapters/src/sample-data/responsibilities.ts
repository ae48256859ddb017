import { type Random, randomFor } from './random.js'
import { type Cells, customerId, dayOf, employeeId, type GeneratedFile, type Scale, years } from './scale.js'

const managers = function* (random: Random, id: string, employees: number): Iterable<Cells> {
  const manager = random.skewed(employees)
  const [year, day] = [random.pick([2018, 2019, 2020, 2021]), random.below(300)]
  const changed = random.chance(0.5)
  if (changed) yield ['customer', id, employeeId(manager), 'account-manager', dayOf(year, day), dayOf(year + 3, day)]
  const next = (manager + 1 + random.below(5)) % employees
  const from = changed ? dayOf(year + 3, day + 1) : random.chance(0.3) ? '' : dayOf(year, day)
  if (random.chance(0.95)) yield ['customer', id, employeeId(next), 'account-manager', from, '']
}

const others = function* (random: Random, id: string, employees: number): Iterable<Cells> {
  const from = dayOf(random.pick([2019, 2020, 2022, 2025]), random.below(365))
  const accountant = random.skewed(employees)
  const last = random.chance(0.1) ? dayOf(years.at(-1) ?? 0, 200) : ''
  if (random.chance(0.8)) yield ['customer', id, employeeId(accountant), 'accountant', from, last]
  if (employees > 1 && random.chance(0.3))
    yield ['customer', id, employeeId((accountant + 1) % employees), 'accountant', from, '']
  if (random.chance(0.4)) yield ['customer', id, employeeId(random.below(employees)), 'invoicing', '', '']
}

const responsibilityRows = function* ({ customers, employees, seed }: Scale): Iterable<Cells> {
  for (let index = 0; index < customers; index += 1) {
    const random = randomFor(seed, 'responsible', index)
    yield* managers(random, customerId(index), employees)
    yield* others(random, customerId(index), employees)
  }
}

/** About three for each customer; half of the account managers have a predecessor. */
export const responsibilities: GeneratedFile = {
  file: 'responsibilities.csv',
  header: ['subjectKind', 'subjectId', 'employeeId', 'roleId', 'from', 'lastDay'],
  rows: responsibilityRows,
}
