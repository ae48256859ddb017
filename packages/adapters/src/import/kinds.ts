import type { FileKind } from './kind.js'
import { classifiers } from './rows/classifiers.js'
import { contactProperties } from './rows/contact-properties.js'
import { contacts } from './rows/contacts/contacts.js'
import { customerGroups } from './rows/customers/customer-groups.js'
import { customers } from './rows/customers/customers.js'
import { specialGroups } from './rows/customers/special-groups.js'
import { documents } from './rows/documents.js'
import { employees } from './rows/employees.js'
import { marketing } from './rows/marketing.js'
import { createNamings } from './rows/namings.js'
import { projects } from './rows/projects.js'
import { responsibilities } from './rows/responsibilities.js'
import { roles } from './rows/roles.js'
import { settings } from './rows/settings.js'

/** Creates the kinds of files, in reading order; call it for each import, since some have state. */
export const fileKinds = (): readonly FileKind[] => {
  const namings = createNamings()
  return [
    ...[settings, roles, classifiers, contactProperties, employees()],
    ...[customerGroups(namings), specialGroups(), customers(namings), contacts(namings)],
    ...[projects(namings), responsibilities(namings), marketing(), documents(namings)],
  ]
}
