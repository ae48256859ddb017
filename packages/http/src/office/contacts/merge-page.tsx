import { mergeablePersonFields } from '@clientele/domain'
import type { App, RequestContext, Service } from '../../environment.js'
import type { Hit } from '../forms/finder.js'
import { type Mergeable, type Merging, mergeCommand, showMerge } from '../merging/merge-page.js'
import { fullName } from '../names.js'
import { addFormPage } from '../pages.js'
import { contactPath } from './tab-props.js'

const maxHits = 25

const recordOf = ({ crm }: Service, context: RequestContext, personId: string): Mergeable | null => {
  const { by: viewer, locale } = context.var
  const card = crm.views.contactCard({ personId, viewer, locale, limit: 0 })
  if (card === null) return null
  const fields = Object.fromEntries(mergeablePersonFields.map((field) => [field, card[field]]))
  return { id: personId, name: fullName(card), fields }
}

const find = ({ crm }: Service, context: RequestContext, text: string): readonly Hit[] => {
  const { by: viewer, locale } = context.var
  return crm.views.contactSearch({ viewer, locale, text, limit: maxHits }).map((row) => ({
    id: row.personId,
    name: [fullName(row), row.email].filter((part) => part !== null).join(', '),
  }))
}

const findDuplicates = ({ crm }: Service, context: RequestContext, personId: string): readonly Hit[] => {
  const { by: viewer, locale } = context.var
  const { email, lastName } = crm.register.tables.persons.get(personId) ?? { email: null, lastName: '' }
  const asking = { viewer, locale, limit: maxHits }
  const found = [
    ...(email === null ? [] : crm.views.contactSearch({ ...asking, searchType: 'email', text: email })),
    ...crm.views.contactSearch({ ...asking, text: lastName }).filter((row) => row.lastName === lastName),
  ]
  return [...new Map(found.map((row) => [row.personId, { id: row.personId, name: fullName(row) }])).values()]
}

/** Adds pages that merge another contact into one. */
export const addMergeContacts = (app: App, service: Service): void => {
  const merging: Merging = {
    area: 'contacts',
    type: 'MergeContacts',
    recordOf: (context, id) => recordOf(service, context, id),
    find: (context, text) => find(service, context, text),
    findDuplicates: (context, id) => findDuplicates(service, context, id),
  }
  addFormPage(app, service, {
    path: '/contacts/:id/merge',
    show: showMerge(service, merging),
    commands: (form, context) => [mergeCommand(merging, context.req.param('id') ?? '', form, mergeablePersonFields)],
    next: (_form, context) => contactPath(service, context.req.param('id') ?? ''),
  })
}
