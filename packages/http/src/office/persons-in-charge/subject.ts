import { visibleCustomers } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import { fill } from '../../texts/translated.js'
import { inChargeTexts } from './texts/in-charge-texts.js'

/** The subject of a responsibility. */
export type Subject = { readonly kind: 'customer' | 'project'; readonly id: string }

/** Parses a subject in a URL: `customer:acme`. */
export const subjectIn = (text: string): Subject => {
  const [kind = '', ...rest] = text.split(':')
  return { kind: kind === 'project' ? 'project' : 'customer', id: rest.join(':') }
}

/** The subject of a stream; `null` for other streams. */
export const subjectOfStream = (stream: string): Subject | null => {
  const [kind = '', ...rest] = stream.split('-')
  return kind === 'customer' || kind === 'project' ? { kind, id: rest.join('-') } : null
}

const customerOf = ({ crm }: Service, { kind, id }: Subject): string | undefined =>
  kind === 'customer' ? id : crm.register.tables.projects.get(id)?.customerId

/** Returns whether the actor may see a subject. */
export const visibleSubjects = (
  service: Service,
  { var: { by: viewer } }: RequestContext,
): ((subject: Subject) => boolean) => {
  const { register } = service.crm
  const isVisible = visibleCustomers(register, { viewer })
  return (subject) => {
    const customerId = customerOf(service, subject)
    return customerId !== undefined && register.tables.customers.get(customerId) !== undefined && isVisible(customerId)
  }
}

/** The name of a subject; a project with its customer's. */
export const subjectName = (service: Service, context: RequestContext, subject: Subject): string => {
  const { customers, projects } = service.crm.register.tables
  const customerId = customerOf(service, subject) ?? ''
  const customer = customers.get(customerId)?.name ?? customerId
  if (subject.kind === 'customer') return customer
  const name = projects.get(subject.id)?.name ?? subject.id
  return `${customer}, ${fill(inChargeTexts(context.var.locale).project, { name })}`
}

/** The fields with which commands name a subject. */
export const subjectFields = ({ kind, id }: Subject): object => ({ [`${kind}Id`]: id })
