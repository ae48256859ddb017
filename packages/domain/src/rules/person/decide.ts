import type { Decisions } from '../../kernel/decision.js'
import type { personCommands } from '../../model/person/commands.js'
import { changeContactDetails, registerContact } from './contact.js'
import { grantContactEmailAccess, restrictContactEmailAccess } from './email-access.js'
import { linkContactToCompanies, linkContactToCompany, unlinkContactFromCompany } from './links.js'
import { convertContactToPrivateCustomer, registerPrivateCustomer } from './private-customer.js'

export const personDecisions: Decisions<typeof personCommands> = {
  RegisterContact: registerContact,
  ChangeContactDetails: changeContactDetails,
  LinkContactToCompany: linkContactToCompany,
  UnlinkContactFromCompany: unlinkContactFromCompany,
  LinkContactToCompanies: linkContactToCompanies,
  RegisterPrivateCustomer: registerPrivateCustomer,
  ConvertContactToPrivateCustomer: convertContactToPrivateCustomer,
  RestrictContactEmailAccess: restrictContactEmailAccess,
  GrantContactEmailAccess: grantContactEmailAccess,
}
