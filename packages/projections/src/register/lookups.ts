import {
  customersInGroup,
  customersInSeveralGroups,
  customersInSpecialGroup,
  customersWithPortalUser,
  subjectsOfEmployee,
} from '@clientele/domain'
import type { Tables } from './tables.js'

type Answer = (tables: Tables, key: string) => Iterable<string>

const streams = function* (customerIds: Iterable<string>): Iterable<string> {
  for (const customerId of customerIds) yield `customer-${customerId}`
}

const inSeveral = function* ({ customers }: Tables): Iterable<string> {
  for (const { customerId, groupIds } of customers.rows()) if (groupIds.length > 1) yield customerId
}

const subjects = function* ({ assignments }: Tables, employeeId: string): Iterable<string> {
  for (const { subject } of assignments.rowsWhere('employeeId', employeeId)) yield subject
}

/** How each membership index is answered, by its name. */
const answers: { readonly [index: string]: Answer } = {
  [customersInGroup.name]: ({ customers }, groupId) => streams(customers.keysWhere('groupIds', groupId)),
  [customersInSeveralGroups.name]: (tables) => streams(inSeveral(tables)),
  [customersInSpecialGroup.name]: ({ customers }, id) => streams(customers.keysWhere('specialGroupIds', id)),
  [customersWithPortalUser.name]: ({ billing }, personId) => streams(billing.keysWhere('portalUserIds', personId)),
  [subjectsOfEmployee.name]: subjects,
}

/** The streams that belong to any of some keys, sorted; a decision that asks looks at their states itself. */
export const answerLookup = (tables: Tables, index: string, keys: readonly string[]): readonly string[] => {
  const answer = answers[index]
  if (answer === undefined) throw new Error(`No lookup answers the membership index "${index}".`)
  return [...new Set(keys.flatMap((key) => [...answer(tables, key)]))].sort()
}
