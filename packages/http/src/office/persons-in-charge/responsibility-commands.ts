import type { AssignmentRow } from '@clientele/projections'
import type { Form } from '../actions/form.js'
import { untilOf } from '../moment/last-day.js'
import { type Subject, subjectFields } from './subject.js'

type Data = { readonly [field: string]: unknown }

const optionalDay = (name: string, day: string | undefined): Data => (day === undefined ? {} : { [name]: day })

const commandsByAction: {
  readonly [what: string]: (form: Form, assignment: AssignmentRow) => { type: string; data: Data }
} = {
  days: (form, { assignmentId }) => ({
    type: 'ChangeResponsibilityInterval',
    data: { assignmentId, from: form.text('from') ?? null, until: untilOf(form.text('until')) ?? null },
  }),
  end: (form, { assignmentId }) => ({
    type: 'EndResponsibility',
    data: { assignmentId, ...optionalDay('until', untilOf(form.text('lastDay'))) },
  }),
  giveRole: (form, { employeeId }) => ({
    type: 'AddResponsibleRole',
    data: { employeeId, roleId: form.text('roleId') ?? '' },
  }),
  takeRole: (_form, { employeeId, roleId }) => ({
    type: 'RemoveResponsibleRole',
    data: { employeeId, roleId: roleId ?? '' },
  }),
  reassign: (form, { roleId }) => ({
    type: 'ReassignRole',
    data: {
      roleId: roleId ?? '',
      toEmployeeId: form.text('toEmployeeId') ?? '',
      ...optionalDay('from', form.text('roleFrom')),
    },
  }),
}

/** The commands of the forms of a responsibility. */
export const responsibilityCommands = (form: Form, subject: Subject, assignment: AssignmentRow): readonly unknown[] => {
  const what = form.text('do') ?? ''
  const ask = Object.hasOwn(commandsByAction, what) ? commandsByAction[what] : undefined
  if (ask === undefined) return []
  const { type, data } = ask(form, assignment)
  return [{ type, data: { ...subjectFields(subject), ...data } }]
}
