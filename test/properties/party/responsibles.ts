import type { Side, ViewStatements } from './side.js'

/** A single role has one holder: that of the survivor stays, so that of the duplicate may end. */
const singleRoles = ({ register }: Side): ReadonlyMap<string, string> =>
  new Map(
    [...register.tables.roles.rows()].flatMap((one) => (one.cardinality === 'single' ? [[one.roleId, one.name]] : [])),
  )

const hasLeft = ({ register, day }: Side, employeeId: string): boolean => {
  const { inactiveFrom = null } = register.tables.employees.get(employeeId) ?? {}
  return inactiveFrom !== null && inactiveFrom <= day
}

export const responsibilityMatrix: ViewStatements = function* (side, now) {
  const single = singleRoles(side)
  for (const { subject, cells } of side.views.responsibilityMatrix({ asOf: side.day, showProjects: true }).rows)
    for (const [employeeId, { roles, substituteFor }] of Object.entries(cells)) {
      const isSure = substituteFor === undefined && !roles.some((id) => single.has(id)) && !hasLeft(side, employeeId)
      const id = subject.kind === 'customer' ? now.customer(subject.id) : subject.id
      if (isSure || !now.isBefore) yield [subject.kind, id, now.customer(subject.customerId), employeeId]
    }
}

export const assigneeList: ViewStatements = function* (side, now) {
  const single = new Set(singleRoles(side).values())
  for (const row of side.views.assigneeList({ asOf: side.day, filter: { showProjectParticipants: true } })) {
    const isSure = !single.has(row.customerRole) && !row.personInactive && row.substituteFor === ''
    const id = row.subject.kind === 'customer' ? now.customer(row.subject.id) : row.subject.id
    // Contacts may have another name.
    const isContact = row.interval === null && row.subject.kind === 'project'
    if ((isSure && !isContact) || !now.isBefore) yield [row.subject.kind, id, row.personName]
  }
  for (const { projectId, employeeId, personId } of side.register.tables.participants.rows())
    yield [projectId, employeeId, personId === null ? null : now.person(personId)]
}
