import { accept, decision, when, write } from '../../kernel/decision.js'
import { GrantContactEmailAccess, RestrictContactEmailAccess } from '../../model/person/commands.js'
import { ContactEmailAccessGranted, ContactEmailAccessRestricted } from '../../model/person/events.js'
import { EmailAccessAlreadyRestricted, EmailAccessNotRestricted, unlessPerson } from '../../model/person/rejections.js'
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
  reads,
  decide: ({ person, settings }, { personId }) =>
    unlessPerson(person, personId) ??
    when(person.emailsRestricted, unchangedOr(settings, EmailAccessAlreadyRestricted({ personId }))) ??
    accept(write(personStream(personId), ContactEmailAccessRestricted({ personId }))),
})

/** Shows the e-mails again, also those that came in the meantime. */
export const grantContactEmailAccess = decision({
  command: GrantContactEmailAccess,
  reads,
  decide: ({ person }, { personId }) =>
    unlessPerson(person, personId) ??
    when(!person.emailsRestricted, EmailAccessNotRestricted({ personId })) ??
    accept(write(personStream(personId), ContactEmailAccessGranted({ personId }))),
})
