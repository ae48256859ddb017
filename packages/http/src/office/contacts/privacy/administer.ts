import type { Asked, Service } from '../../../environment.js'

/** Whether the actor is an administrator; only administrators export, hold and erase personal data. */
export const mayAdminister = ({ crm }: Service, asked: Asked): boolean =>
  crm.register.tables.employees.get(asked.var.by)?.admin === true
