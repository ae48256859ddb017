import { bulk } from '../../kernel/bulk.js'
import { accept, decision, followUp, when, whenFound, write } from '../../kernel/decision.js'
import { PortalAccessRevoked } from '../../model/billing/events.js'
import { noCustomer, unlessCustomer } from '../../model/customer/rejections.js'
import { customerStream } from '../../model/customer/state.js'
import { LinkContactToCompanies, LinkContactToCompany, UnlinkContactFromCompany } from '../../model/person/commands.js'
import { ContactLinkedToCompany, ContactUnlinkedFromCompany } from '../../model/person/events.js'
import {
  ContactAlreadyLinked,
  ContactLinksLimited,
  ContactNotLinked,
  NotACompany,
  noPerson,
  unlessPerson,
} from '../../model/person/rejections.js'
import { personStream } from '../../model/person/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { unchangedOr } from '../../model/settings/unchanged-or.js'

/** Links a person to a company: to any number or, by policy, to one. */
export const linkContactToCompany = decision({
  command: LinkContactToCompany,
  appends: [ContactLinkedToCompany],
  rejects: [...noPerson, ContactAlreadyLinked, ...noCustomer, NotACompany, ContactLinksLimited],
  reads: ({ personId, customerId }) => ({
    person: personStream(personId),
    company: customerStream(customerId),
    settings: settingsStream,
  }),
  decide: ({ person, company, settings }, { personId, customerId }) => {
    const [other] = person.companies
    const isLimited = settings.policies.contactLinks === 'one'
    return (
      unlessPerson(person, personId) ??
      when(person.companies.includes(customerId), unchangedOr(settings, ContactAlreadyLinked({ customerId }))) ??
      unlessCustomer(company, customerId) ??
      when(company.kind !== 'company', NotACompany({ customerId })) ??
      whenFound(isLimited ? other : null, (linked) => ContactLinksLimited({ customerId: linked })) ??
      accept(write(personStream(personId), ContactLinkedToCompany({ customerId })))
    )
  },
})

export const linkContactToCompanies = bulk({
  command: LinkContactToCompanies,
  of: linkContactToCompany,
  each: ({ personId, customerIds }) =>
    Array.from(new Set(customerIds), (customerId) => ({
      command: LinkContactToCompany({ personId, customerId }),
      about: { customerId },
    })),
})

/** Unlinks a person from a company, and revokes its portal access there. */
export const unlinkContactFromCompany = decision({
  command: UnlinkContactFromCompany,
  appends: [ContactUnlinkedFromCompany, PortalAccessRevoked],
  rejects: [...noPerson, ContactNotLinked],
  reads: ({ personId, customerId }) => ({ person: personStream(personId), company: customerStream(customerId) }),
  decide: ({ person, company }, { personId, customerId }) => {
    const hasAccess = company.billing.portalUserIds.includes(personId)
    return (
      unlessPerson(person, personId) ??
      when(!person.companies.includes(customerId), ContactNotLinked({ customerId })) ??
      accept(
        write(personStream(personId), ContactUnlinkedFromCompany({ customerId })),
        followUp(
          write(
            customerStream(customerId),
            ...(hasAccess ? [PortalAccessRevoked({ personId, reason: 'unlinked' })] : []),
          ),
        ),
      )
    )
  },
})
