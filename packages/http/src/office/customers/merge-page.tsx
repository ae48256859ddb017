import { mergeableCustomerFields } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { App, RequestContext, Service } from '../../environment.js'
import type { Hit } from '../forms/finder.js'
import { type Mergeable, type Merging, mergeCommand, showMerge } from '../merging/merge-page.js'
import { addFormPage } from '../pages.js'
import { customerPath } from './tab-props.js'

const maxHits = 25

const recordOf = ({ crm }: Service, context: RequestContext, customerId: string): Mergeable | null => {
  const { by: viewer, locale } = context.var
  const card = crm.views.customerCard({ customerId, viewer, locale })
  if (card === null) return null
  const { name, details, segment, status, attractionChannel, customerKind } = card
  const all: Mergeable['fields'] = { ...details, name, segment, status, attractionChannel, customerKind }
  const fields = Object.fromEntries(mergeableCustomerFields.map((field) => [field, all[field] ?? null]))
  return { id: customerId, name, fields }
}

const find = ({ crm }: Service, context: RequestContext, text: string): readonly Hit[] => {
  const { by: viewer, locale } = context.var
  const asking = { viewer, locale, columns: ['customerId', 'name', 'city'], filter: { text }, limit: maxHits }
  const found = crm.views.customerList(asking)
  if (isLeft(found)) return []
  return found.right.map(({ customerId, name, city }) => ({
    id: String(customerId),
    name: city === null || city === undefined ? String(name) : `${name}, ${city}`,
  }))
}

const findDuplicates = ({ crm }: Service, context: RequestContext, customerId: string): readonly Hit[] => {
  const { by: viewer, locale } = context.var
  const groups = crm.views.duplicateCandidates({ viewer, locale }).filter((one) => one.customerIds.includes(customerId))
  const ids = [...new Set(groups.flatMap(({ customerIds }) => customerIds))]
  return ids.map((id) => ({ id, name: crm.register.tables.customers.get(id)?.name ?? id }))
}

const mergingOf = (service: Service): Merging => ({
  area: 'customers',
  type: 'MergeCustomers',
  recordOf: (context, id) => recordOf(service, context, id),
  find: (context, text) => find(service, context, text),
  findDuplicates: (context, id) => findDuplicates(service, context, id),
})

/** Adds pages that merge another customer into one. */
export const addMergeCustomers = (app: App, service: Service): void => {
  const merging = mergingOf(service)
  addFormPage(app, service, {
    path: '/customers/:id/merge',
    show: showMerge(service, merging),
    commands: (form, context) => [mergeCommand(merging, context.req.param('id') ?? '', form, mergeableCustomerFields)],
    next: (_form, context) => customerPath(service, context.req.param('id') ?? ''),
  })
}
