import type { App, Service } from '../../environment.js'
import { addPage } from '../pages.js'
import { addContactCard } from './card-page.js'
import { addMergeContacts } from './merge-page.js'
import { addPersonData } from './privacy/data-files.js'
import { addErasePerson } from './privacy/erase-page.js'
import { addRegisterContact } from './register-page.js'
import { showSearch } from './search-page.js'

/** Adds the contacts: search, registration, cards, and the rights of data subjects. */
export const addContacts = (app: App, service: Service): void => {
  addPage(app, service, '/contacts', (context) => showSearch(service, context))
  addRegisterContact(app, service)
  addMergeContacts(app, service)
  addErasePerson(app, service)
  addPersonData(app, service)
  addContactCard(app, service)
}
