import type { Child } from 'hono/jsx'
import type { RequestContext, Service } from '../../environment.js'
import type { FormState } from '../pages.js'

/** The props of a part of the page; `isAdmin` says whether the actor is an administrator. */
export type PartProps = {
  readonly service: Service
  readonly context: RequestContext
  readonly formState: FormState
  readonly isAdmin: boolean
}

/** A part of the page. */
export type Part = (props: PartProps) => Child

/** Whether the actor is an administrator. */
export const isAdministrator = ({ crm }: Service, { var: { by } }: RequestContext): boolean =>
  crm.register.tables.employees.get(by)?.admin === true
