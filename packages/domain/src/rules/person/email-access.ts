import { accept, decision, when, write } from '../../kernel/decision.js'
import { GrantContactEmailAccess, RestrictContactEmailAccess } from '../../model/person/commands.js'
import { ContactEmailAccessGranted, ContactEmailAccessRestricted } from '../../model/person/events.js'
import {
  EmailAccessAlreadyRestricted,
  EmailAccessNotRestricted,
  noPerson,
  unlessPerson,
} from '../../model/person/rejections.js'
import { personStream } from '../../model/person/state.js'
import { settingsStream } from '../../model/settings/state.js'
import { unchangedOr } from '../../model/settings/unchanged-or.js'

const reads = ({ personId }: { readonly personId: string }) => ({
  person: personStream(personId),
  settings: settingsStream,
})

/** Restricts the e-mails of a person to administrators (24SevenOffice, "Begränsa åtkomst"). */
export const restrictContactEmailAccess = decision({
  command: RestrictContactEmailAccess,
  appends: [ContactEmailAccessRestricted],
  rejects: [...noPerson, EmailAccessAlreadyRestricted],
  reads,
  decide: ({ person, settings }, { personId }) =>
    unlessPerson(person, personId) ??
    when(person.emailsRestricted, unchangedOr(settings, EmailAccessAlreadyRestricted({ personId }))) ??
    accept(write(personStream(personId), ContactEmailAccessRestricted({ personId }))),
})

/** Shows the e-mails again, including those registered meanwhile. */
export const grantContactEmailAccess = decision({
  command: GrantContactEmailAccess,
  appends: [ContactEmailAccessGranted],
  rejects: [...noPerson, EmailAccessNotRestricted],
  reads,
  decide: ({ person }, { personId }) =>
    unlessPerson(person, personId) ??
    when(!person.emailsRestricted, EmailAccessNotRestricted({ personId })) ??
    accept(write(personStream(personId), ContactEmailAccessGranted({ personId }))),
})
