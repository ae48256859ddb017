import { type Fact, factListing, joinTexts, withExplanation } from '../../listing/facts.js'
import { intervalText } from '../../listing/interval-text.js'
import type { Listing } from '../../listing/listing.js'
import type { Locale } from '../../messages/locale.js'
import { isHeading, messagesFor, translate } from '../../messages/messages.js'
import type { Messages } from '../../messages/texts.js'
import type { Register } from '../../register/register.js'
import {
  type CardDocument,
  type CardResponsible,
  type CustomerCard,
  type CustomerCardParams,
  customerCard,
} from './customer-card.js'
import { ownerText } from './owners.js'

type Named = { readonly id: string; readonly name: string | null }

const nameIn = ({ id, name }: Named): string => name ?? id

const namesIn = (named: readonly Named[]): string => joinTexts(...named.map(nameIn))

const responsibleText = ({ name, role, from, lastDay }: CardResponsible): string =>
  withExplanation(name, role, from === null && lastDay === null ? null : intervalText({ from, lastDay }))

const documentText = ({ documentId, kind, date }: CardDocument, messages: Messages): string =>
  withExplanation(documentId, translate(messages, kind), date)

const detailFacts = ({ details }: CustomerCard): readonly Fact[] =>
  Object.entries(details).flatMap(([field, value]): readonly Fact[] => (isHeading(field) ? [[field, value]] : []))

const customerFacts = (card: CustomerCard, messages: Messages): readonly Fact[] => [
  ['customerId', card.customerId],
  ['kind', translate(messages, card.kind)],
  ['name', card.name],
  ['customerNumber', card.number],
  ['personId', card.personId],
  ...detailFacts(card),
  ['group', namesIn(card.groups)],
  ['specialGroups', namesIn(card.specialGroups)],
  ['segment', card.segment],
  ['status', card.status],
  ['attractionChannel', card.attractionChannel],
  ['customerKind', card.customerKind],
  [
    'trackingItems',
    joinTexts(...Object.entries(card.trackingItems).map(([dimension, value]) => `${dimension}: ${value}`)),
  ],
  ['properties', joinTexts(...card.properties)],
  ['consents', joinTexts(...card.consents.map((channel) => translate(messages, channel)))],
  ['bans', joinTexts(...card.bans.map((channel) => translate(messages, channel)))],
  ['private', card.private],
  ['archived', card.archived],
  ['mergedInto', card.mergedInto],
  ['absorbed', namesIn(card.absorbed)],
  [
    'startDate',
    card.startDate === null ? null : withExplanation(card.startDate, translate(messages, card.startDateSource)),
  ],
]

const peopleFacts = (card: CustomerCard, locale: Locale | undefined): readonly Fact[] => [
  ['owner', card.owner === null ? null : ownerText(card.owner, locale)],
  ['responsibleManager', card.responsibleManager === null ? null : nameIn(card.responsibleManager)],
  ['serviceManager', card.serviceManager === null ? null : nameIn(card.serviceManager)],
  ['responsibles', joinTexts(...card.responsibles.map(responsibleText))],
  ['contacts', namesIn(card.contacts)],
  ['projects', namesIn(card.projects)],
  ['portalUsers', joinTexts(...card.portalUsers.map(({ name }) => name))],
]

const billingFacts = (card: CustomerCard, messages: Messages): readonly Fact[] => [
  ['documents', joinTexts(...card.documents.filter(({ voided }) => !voided).map((one) => documentText(one, messages)))],
  [
    'invoiceTypes',
    joinTexts(...card.invoiceTypes.map(({ name, productIds }) => withExplanation(name, ...(productIds ?? [])))),
  ],
  ['legalEntities', namesIn(card.legalEntities.map(({ legalEntityId: id, name }) => ({ id, name })))],
  ['accounts', namesIn(card.accounts.filter(({ closed }) => !closed).map(({ accountId: id, name }) => ({ id, name })))],
]

/** The customer card as facts, one per row; `null` if the customer is unknown or not visible. */
export const customerCardListing = (register: Register, params: CustomerCardParams): Listing | null => {
  const card = customerCard(register, params)
  if (card === null) return null
  const messages = messagesFor(params.locale)
  return factListing(
    [...customerFacts(card, messages), ...peopleFacts(card, params.locale), ...billingFacts(card, messages)],
    params.locale,
  )
}
