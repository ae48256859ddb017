import type { RequestContext, Service } from '../../../environment.js'

/** Whether the actor is an administrator; only administrators export, hold and erase personal data. */
export const mayAdminister = ({ crm }: Service, context: RequestContext): boolean =>
  crm.register.tables.employees.get(context.var.by)?.admin === true
