import { isRecord, withDefinitionOf } from '@clientele/domain'
import { visibleCustomers } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'

/** A refused command: its name and facts. `shown` has names in place of ids, for sentences. */
export type Refusal = { readonly error: string; readonly shown?: { readonly error: string } }

type NameOf = (id: string) => string | undefined

/** The functions that name the ids in a refusal, by field. */
const nameFunctions = (
  { crm }: Service,
  { var: { by: viewer } }: RequestContext,
): { readonly [field: string]: NameOf } => {
  const { customers, employees, groups, projects, roles, specialGroups } = crm.register.tables
  const isVisible = visibleCustomers(crm.register, { viewer })
  const group: NameOf = (id) => groups.get(id)?.name
  const employee: NameOf = (id) => employees.get(id)?.name
  const customer: NameOf = (id) => (isVisible(id) ? customers.get(id)?.name : undefined)
  return {
    groupId: group,
    subgroupIds: group,
    specialGroupId: (id) => specialGroups.get(id)?.name,
    employeeId: employee,
    ownerId: employee,
    by: employee,
    customerId: customer,
    customerIds: customer,
    projectId: (id) => projects.get(id)?.name,
    roleId: (id) => roles.get(id)?.name,
  }
}

const namedBy = (nameOf: NameOf | undefined, value: unknown): unknown => {
  if (nameOf === undefined) return value
  if (Array.isArray(value)) return value.map((one) => namedBy(nameOf, one))
  return typeof value === 'string' ? (nameOf(value) ?? value) : value
}

/** Adds names to a refusal with ids. */
export const withNames = (service: Service, context: RequestContext, refusal: Refusal): Refusal => {
  if (!isRecord(refusal)) return refusal
  const namings = nameFunctions(service, context)
  const named = Object.entries(refusal).map(([field, value]) => [field, namedBy(namings[field], value)])
  const shown = withDefinitionOf(refusal, { ...refusal, ...Object.fromEntries(named) })
  return withDefinitionOf(refusal, { ...refusal, shown })
}
