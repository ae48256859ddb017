import { idOfStream } from '../../kernel/aggregate.js'
import { type Outcome, reading } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { endsBy } from '../../kernel/values/interval.js'
import { customersInSeveralGroups, customersLackingFields } from '../../model/customer/memberships.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { type CustomerGroup, type CustomerGroups, customerGroupsStream } from '../../model/customer-groups/state.js'
import { holderOfName, lineOf } from '../../model/customer-groups/tree.js'
import { type Employee, employeeStream } from '../../model/employee/state.js'
import { contactsWithSeveralCompanies } from '../../model/person/memberships.js'
import { type Person, personStream } from '../../model/person/state.js'
import { subjectsOfLeavers } from '../../model/responsibilities/memberships.js'
import type { Policies } from '../../model/settings/policies.js'
import { PolicyConflictsWithState } from '../../model/settings/rejections.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { lacksField } from '../customer/required.js'
import { customerOf, isMerged, type Subject, subjectOfStream } from '../responsibilities/subject.js'

/** The policies to change, with their new values. */
export type PolicyChange = Partial<Policies>

const endsOnLeaving = (policies: PolicyChange): boolean =>
  policies.employeeDeactivation !== undefined && policies.employeeDeactivation !== 'keep'

const newlyRequired = (change: PolicyChange, { policies }: Settings): readonly string[] =>
  (change.requiredFields ?? []).filter((field) => !policies.requiredFields.some((known) => known === field))

const employeesOn = (subjects: ReadonlyMap<StreamName, Subject>): readonly string[] => [
  ...new Set(
    [...subjects.values()].flatMap(({ responsibilities }) =>
      responsibilities.assignments.map(({ employeeId }) => employeeId),
    ),
  ),
]

/** Reads the streams that may contradict the new policies. */
export const guardedReads = <D>(changeOf: (data: D) => PolicyChange) =>
  reading((_data: D) => ({ settings: settingsStream, groups: customerGroupsStream }))
    .also((data, _meta, { settings }) => {
      const change = changeOf(data)
      const keysWhen = (isWanted: boolean, key: string): readonly string[] => (isWanted ? [key] : [])
      return {
        several: { index: customersInSeveralGroups, keys: keysWhen(change.groupMembership === 'single', 'several') },
        lacking: { index: customersLackingFields, keys: newlyRequired(change, settings) },
        linked: { index: contactsWithSeveralCompanies, keys: keysWhen(change.contactLinks === 'one', 'several') },
        left: { index: subjectsOfLeavers, keys: keysWhen(endsOnLeaving(change), 'leavers') },
      }
    })
    .also((_data, _meta, { several, lacking, linked, left }) => ({
      customers: [...new Set([...several, ...lacking])].map((stream) => customerStream(idOfStream(stream))),
      persons: linked.map((stream) => personStream(idOfStream(stream))),
      subjects: left.map(subjectOfStream),
    }))
    .also((_data, _meta, { subjects }) => ({ employees: employeesOn(subjects).map(employeeStream) }))

/** The answers to `guardedReads`. */
export type GuardedStates = {
  readonly settings: Settings
  readonly groups: CustomerGroups
  readonly customers: ReadonlyMap<StreamName, Customer>
  readonly persons: ReadonlyMap<StreamName, Person>
  readonly subjects: ReadonlyMap<StreamName, Subject>
  readonly employees: ReadonlyMap<StreamName, Employee>
}

type Concerned = { readonly customerIds?: readonly string[]; readonly groupIds?: readonly string[] }

const idsWhere = <S>(states: ReadonlyMap<StreamName, S>, isConcerned: (state: S) => boolean): readonly string[] =>
  [...states].filter(([, state]) => isConcerned(state)).map(([stream]) => idOfStream(stream))

const groupIdsWhere = ({ byId }: CustomerGroups, isConcerned: (group: CustomerGroup) => boolean): readonly string[] =>
  [...byId.values()].filter(isConcerned).map(({ groupId }) => groupId)

/** A customer that was merged into another accepts no commands, so it could never be made to fit. */
const stillHolds = (states: GuardedStates, subject: Subject): boolean =>
  !isMerged(subject) &&
  subject.responsibilities.assignments.some((assignment) => {
    const inactiveFrom = states.employees.get(employeeStream(assignment.employeeId).name)?.inactiveFrom ?? null
    return inactiveFrom !== null && !endsBy(assignment, inactiveFrom)
  })

type Guard = (states: GuardedStates, change: PolicyChange, today: CalendarDate) => Concerned

/** Finds the records that contradict the new value of a policy; a policy without a row fits everything. */
const guards: { readonly [K in keyof Policies]?: Guard } = {
  groupMembership: ({ customers }, { groupMembership }) => ({
    customerIds:
      groupMembership === 'single' ? idsWhere(customers, (one) => !isMerged(one) && one.groups.length > 1) : [],
  }),
  requiredFields: ({ customers, settings }, change, today) => ({
    customerIds: idsWhere(customers, (customer) =>
      newlyRequired(change, settings).some((field) => lacksField(customer, field, today)),
    ),
  }),
  contactLinks: ({ persons }, { contactLinks }) => ({
    customerIds:
      contactLinks === 'one'
        ? [...persons.values()].flatMap(({ companies }) => (companies.length > 1 ? companies : []))
        : [],
  }),
  employeeDeactivation: (states, change) => ({
    customerIds: endsOnLeaving(change)
      ? [...states.subjects].filter(([, subject]) => stillHolds(states, subject)).map(customerOf)
      : [],
  }),
  groupHierarchy: ({ groups }, { groupHierarchy }) => ({
    groupIds: groupHierarchy === 'flat' ? groupIdsWhere(groups, ({ parentId }) => parentId !== null) : [],
  }),
  maxGroupDepth: ({ groups }, { maxGroupDepth = 0 }) => ({
    groupIds: groupIdsWhere(groups, ({ groupId }) => lineOf(groups, groupId).length > maxGroupDepth),
  }),
  groupNameUniqueness: ({ groups, settings }, { groupNameUniqueness = 'none' }) => ({
    groupIds: groupIdsWhere(groups, ({ groupId, name, parentId }) => {
      const wanted = { name, parentId, except: groupId }
      return holderOfName(groups, { ...settings.policies, groupNameUniqueness }, wanted) !== undefined
    }),
  }),
}

const sortUnique = (ids: readonly string[] = []): readonly string[] => [...new Set(ids)].sort()

const isPolicyKey = (key: string): key is keyof Policies & string => Object.hasOwn(guards, key)

/** Refuses a change of policies that contradicts the state, with the customers and groups concerned. */
export const unlessFitting = (states: GuardedStates, change: PolicyChange, today: CalendarDate): Outcome | null => {
  for (const key of Object.keys(change)) {
    const concerned = isPolicyKey(key) ? guards[key]?.(states, change, today) : undefined
    const customerIds = sortUnique(concerned?.customerIds)
    const groupIds = sortUnique(concerned?.groupIds)
    if (customerIds.length + groupIds.length > 0) return PolicyConflictsWithState({ key, customerIds, groupIds })
  }
  return null
}
