import { mergeablePersonFields } from '@clientele/domain'
import type { App, Asked, Service } from '../../environment.js'
import type { Found } from '../forms/finder.js'
import { type Mergeable, type Merging, mergeCommand, showMerge } from '../merging/merge-page.js'
import { fullName } from '../names.js'
import { addFormPage } from '../pages.js'
import { contactPath } from './shown.js'

const mostFound = 25

const recordOf = ({ crm }: Service, asked: Asked, personId: string): Mergeable | null => {
  const { by: viewer, locale } = asked.var
  const card = crm.views.contactCard({ personId, viewer, locale, limit: 0 })
  if (card === null) return null
  const fields = Object.fromEntries(mergeablePersonFields.map((field) => [field, card[field]]))
  return { id: personId, name: fullName(card), fields }
}

const find = ({ crm }: Service, asked: Asked, text: string): readonly Found[] => {
  const { by: viewer, locale } = asked.var
  return crm.views.contactSearch({ viewer, locale, text, limit: mostFound }).map((row) => ({
    id: row.personId,
    name: [fullName(row), row.email].filter((part) => part !== null).join(', '),
  }))
}

const alike = ({ crm }: Service, asked: Asked, personId: string): readonly Found[] => {
  const { by: viewer, locale } = asked.var
  const { email, lastName } = crm.register.tables.persons.get(personId) ?? { email: null, lastName: '' }
  const asking = { viewer, locale, limit: mostFound }
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
    recordOf: (asked, id) => recordOf(service, asked, id),
    find: (asked, text) => find(service, asked, text),
    alike: (asked, id) => alike(service, asked, id),
  }
  addFormPage(app, service, {
    path: '/contacts/:id/merge',
    show: showMerge(service, merging),
    commands: (form, asked) => [mergeCommand(merging, asked.req.param('id') ?? '', form, mergeablePersonFields)],
    next: (_form, asked) => contactPath(service, asked.req.param('id') ?? ''),
  })
}
