import type { DecidingStatement, Party, Permission } from '@clientele/domain'
import { joinTexts } from '../../listing/facts.js'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import type { Locale } from '../../messages/locale.js'
import { translate } from '../../messages/messages.js'
import type { Messages } from '../../messages/texts.js'
import { fullNameOf } from '../../query/full-name.js'
import type { Register } from '../../register/register.js'
import { marketingPermissions, type PermissionParams } from './marketing-permissions.js'
import { type TargetGroupParams, type TargetRow, targetGroup } from './target-group.js'

const namesOf = ({ tables }: Register, customerIds: readonly string[]): string =>
  joinTexts(...customerIds.map((id) => tables.customers.get(id)?.name ?? id))

const partyNamed = ({ tables }: Register, { kind, id }: Party, locale: Locale | undefined): string => {
  if (kind === 'customer') return tables.customers.get(id)?.name ?? id
  const person = tables.persons.get(id)
  return person === undefined ? id : fullNameOf(person, locale)
}

/** Formats a statement: kind, date, party, company, source, reason. */
const statementText = (
  register: Register,
  statement: DecidingStatement | null,
  messages: Messages,
  locale: Locale | undefined,
): string | null => {
  if (statement === null) return null
  const { kind, of, customerId, date, source, reason } = statement
  const company = customerId === null ? null : namesOf(register, [customerId])
  return joinTexts(`${translate(messages, kind)} ${date}`, partyNamed(register, of, locale), company, source, reason)
}

/** The persons who may be contacted by a channel, with their customers and the deciding fact, as a table. */
export const targetGroupListing = (register: Register, params: TargetGroupParams): Listing => {
  const columns: readonly ColumnDefinition<TargetRow>[] = [
    ['personId', ({ personId }) => personId],
    ['name', ({ name }) => name],
    ['customers', ({ customerIds }) => namesOf(register, customerIds)],
    ['because', ({ because }, messages) => translate(messages, because)],
    ['statement', ({ statement }, messages) => statementText(register, statement, messages, params.locale)],
  ]
  return listingOf(targetGroup(register, params).persons, columns, params.locale)
}

/** The permissions of a person or customer, a row per channel, as a table. */
export const permissionListing = (
  register: Register,
  params: PermissionParams & { readonly locale?: Locale | undefined },
): Listing => {
  const columns: readonly ColumnDefinition<Permission>[] = [
    ['channel', ({ channel }, messages) => translate(messages, channel)],
    ['allowed', ({ allowed }) => allowed],
    ['because', ({ because }, messages) => translate(messages, because)],
    ['since', ({ since }) => since],
    ['evidence', ({ evidence }) => (evidence === null ? null : joinTexts(evidence.capturedAt, evidence.source))],
    ['statement', ({ statement }, messages) => statementText(register, statement, messages, params.locale)],
  ]
  return listingOf(marketingPermissions(register, params), columns, params.locale)
}
