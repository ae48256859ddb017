import type { App, Service } from '../../environment.js'
import type { Form } from '../actions/form.js'
import { addFormPage, addPage, emptyFormState } from '../pages.js'
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

/** The command of a click: on a cell to assign or remove, or on a role to remove. */
const commandsOf = (form: Form): readonly unknown[] => {
  const [kind, id, employeeId, wanted] = partsIn(form.text('cell') ?? form.text('role'))
  const data = { [idField(kind)]: id, employeeId }
  if (form.text('role') !== undefined) return [{ type: 'RemoveResponsibleRole', data: { ...data, roleId: wanted } }]
  return [{ type: wanted === 'true' ? 'AssignResponsible' : 'RemoveResponsible', data }]
}

/** Adds the matrix of responsibilities, its clicks, and the form for a role. */
export const addResponsibilities = (app: App, service: Service): void => {
  addPage(app, service, '/', (context) => showMatrix(service, context, emptyFormState))
  addFormPage(app, service, {
    path: '/responsibilities',
    show: (context, formState) => showMatrix(service, context, formState),
    commands: commandsOf,
    next: () => `${service.base}/`,
  })
  addAssignPage(app, service)
}
