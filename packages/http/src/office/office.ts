import type { App, Service } from '../environment.js'
import { addUndo } from './actions/undo.js'
import { addAuditPages } from './audit/audit-pages.js'
import { addContacts } from './contacts/contacts.js'
import { addCustomers } from './customers/customers.js'
import { addDownloads } from './download.js'
import { addGroups } from './groups/groups.js'
import { addImport } from './import/import.js'
import { addLanguage } from './language/choose-language.js'
import { addPersonsInCharge } from './persons-in-charge/persons-in-charge.js'
import { addProjects } from './projects/projects.js'
import { addReports } from './reports/reports.js'
import { addResponsibilities } from './responsibilities/responsibilities.js'
import { addSearch } from './search/search-page.js'
import { addSettings } from './settings/settings-pages.js'
import { addSpecialGroups } from './special-groups/special-groups.js'

const parts = [
  addResponsibilities,
  addPersonsInCharge,
  addCustomers,
  addContacts,
  addGroups,
  addSpecialGroups,
  addReports,
  addProjects,
  addSettings,
  addAuditPages,
  addImport,
  addSearch,
  addUndo,
  addDownloads,
  addLanguage,
]

/** Adds the back office: pages for people, with the same register and rights as the API. */
export const addOffice = (app: App, service: Service): void => {
  for (const add of parts) add(app, service)
}
