import { idOfStream } from '../../kernel/aggregate.js'
import { accept, followUp, reading, steppedDecision, type Write, when, write } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { DataOf } from '../../kernel/message.js'
import { DeleteCustomer } from '../../model/customer/commands.js'
import { CustomerDeleted } from '../../model/customer/events.js'
import {
  CustomerHasDocuments,
  CustomerHasProjects,
  noOpenCustomer,
  unlessCustomer,
  whenArchived,
} from '../../model/customer/rejections.js'
import { customerStream } from '../../model/customer/state.js'
import { ContactUnlinkedFromCompany } from '../../model/person/events.js'
import { contactsOfCompany } from '../../model/person/memberships.js'
import { type Person, personStream } from '../../model/person/state.js'
import { projectsOfCustomer } from '../../model/project/memberships.js'

const reads = reading(({ customerId }: DataOf<typeof DeleteCustomer>) => ({
  customer: customerStream(customerId),
  projects: { index: projectsOfCustomer, keys: [customerId] },
  candidates: { index: contactsOfCompany, keys: [customerId] },
})).also((_data, _meta, { candidates }) => ({
  contacts: candidates.map((stream) => personStream(idOfStream(stream))),
}))

const unlinkContacts = (contacts: ReadonlyMap<StreamName, Person>, customerId: string): readonly Write[] =>
  [...contacts]
    .filter(([, { companies }]) => companies.includes(customerId))
    .map(([stream]) =>
      write(personStream(idOfStream(stream)), ContactUnlinkedFromCompany({ customerId, reason: 'customerDeleted' })),
    )

/** Deletes a customer without documents and projects, and unlinks its contacts. */
export const deleteCustomer = steppedDecision({
  command: DeleteCustomer,
  appends: [CustomerDeleted, ContactUnlinkedFromCompany],
  rejects: [...noOpenCustomer, CustomerHasDocuments, CustomerHasProjects],
  reads,
  decide: ({ customer, projects, contacts }, { customerId, reason }) =>
    unlessCustomer(customer, customerId) ??
    when(customer.documents.size > 0, CustomerHasDocuments({ customerId, count: customer.documents.size })) ??
    when(projects.length > 0, CustomerHasProjects({ customerId, count: projects.length })) ??
    whenArchived(customer, customerId) ??
    accept(
      // First, so that the histories of the contacts still know the name of the customer.
      ...unlinkContacts(contacts, customerId).map(followUp),
      write(customerStream(customerId), CustomerDeleted(reason == null ? {} : { reason })),
    ),
})
