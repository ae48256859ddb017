import type { App, Service } from '../../environment.js'
import type { Form } from '../acting/form.js'
import { addFormPage, addPage, nothingFilled } from '../pages.js'
import { addAssignPage } from './assign-page.js'
import { partsOfCell } from './cell.js'
import { showMatrix } from './matrix-page.js'

const partsIn = (value: string | undefined): readonly string[] => {
  try {
    return partsOfCell(value ?? '')
  } catch {
    return []
  }
}

const idField = (kind: string | undefined): string => (kind === 'project' ? 'projectId' : 'customerId')

/** What a click asks for: a cell that is to be filled or emptied, or a role that is to be taken away. */
const commandsOf = (form: Form): readonly unknown[] => {
  const [kind, id, employeeId, wanted] = partsIn(form.text('cell') ?? form.text('role'))
  const data = { [idField(kind)]: id, employeeId }
  if (form.text('role') !== undefined) return [{ type: 'RemoveResponsibleRole', data: { ...data, roleId: wanted } }]
  return [{ type: wanted === 'true' ? 'AssignResponsible' : 'RemoveResponsible', data }]
}

/** The matrix of responsibilities, its clicks, and the form for a role. */
export const addResponsibilities = (app: App, service: Service): void => {
  addPage(app, service, '/', (asked) => showMatrix(service, asked, nothingFilled))
  addFormPage(app, service, {
    path: '/responsibilities',
    show: (asked, filled) => showMatrix(service, asked, filled),
    commands: commandsOf,
    next: () => `${service.base}/`,
  })
  addAssignPage(app, service)
}
