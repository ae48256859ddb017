import { randomFor } from './random.js'
import { type Cells, employeeId, type GeneratedFile, groupId, groupsIn, isSalesperson, type Scale } from './scale.js'
import { languages } from './words.js'

const topGroups = 5

/** The parent of a group is an earlier group: gives a few large branches, and a logarithmic depth. */
const parentOf = (scale: Scale, index: number): number | null => {
  if (index < topGroups) return null
  const random = randomFor(scale.seed, 'parent', index)
  const level = index < topGroups * 6 ? topGroups : Math.min(index, topGroups * 6)
  return random.skewed(level)
}

const salespersons = ({ employees, seed }: Scale, index: number): string => {
  const random = randomFor(seed, 'salespersons', index)
  if (random.chance(0.5)) return ''
  const chosen = [random.below(employees), random.below(employees)].map((one) => one - (one % 3))
  return [...new Set(chosen)].filter(isSalesperson).map(employeeId).join(';')
}

const nameOf = (scale: Scale, index: number): string => {
  const { places, cities, country } = randomFor(scale.seed, 'group', index).pick(languages)
  if (index < topGroups) return `${country} ${index + 1}`
  const random = randomFor(scale.seed, 'group name', index)
  return `${random.pick(random.chance(0.5) ? places : cities)} ${index + 1}`
}

const groupRows = function* (scale: Scale): Iterable<Cells> {
  for (let index = 0; index < groupsIn(scale); index += 1) {
    const parent = parentOf(scale, index)
    const start = index < 2 ? (index + 1) * 1_000_000 : ''
    const account = index < topGroups ? 3000 + index : ''
    const under = parent === null ? '' : groupId(parent)
    yield [groupId(index), nameOf(scale, index), under, start, account, salespersons(scale, index)]
  }
}

/** A forest of groups; the first two trees have number ranges for their customers. */
export const customerGroups: GeneratedFile = {
  file: 'customer-groups.csv',
  header: ['groupId', 'name', 'parentId', 'numberingStart', 'ledgerAccount', 'salespersonIds'],
  rows: groupRows,
}
