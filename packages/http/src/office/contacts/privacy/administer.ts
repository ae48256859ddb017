import type { Asked, Service } from '../../../environment.js'

/** Whether the actor is an administrator, who alone exports, keeps and erases the data of persons. */
export const mayAdminister = ({ crm }: Service, asked: Asked): boolean =>
  crm.register.tables.employees.get(asked.var.by)?.admin === true
