import { localTimeOf } from '@clientele/domain'
import type { HistoryLines } from '../../history/history.js'
import { type Fact, factListing, joinTexts, withExplanation } from '../../listing/facts.js'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import type { Locale } from '../../messages/locale.js'
import { messagesFor, translate } from '../../messages/messages.js'
import type { Heading, Messages } from '../../messages/texts.js'
import type { Register } from '../../register/register.js'
import { historyRowsListing } from '../history/history-listing.js'
import type { ContactFile, ContactMeeting, ContactTask } from './contact-activities.js'
import { type ContactCard, contactCard } from './contact-card.js'
import type { ContactEmail } from './contact-emails.js'
import type { ContactNote } from './contact-notes.js'
import type { ContactActivity, TabParams } from './contact-tab.js'

/** A section of a card: its translated name, and its rows. */
export type Section = { readonly name: string; readonly listing: Listing }

const authorColumns: readonly ColumnDefinition<ContactActivity>[] = [
  ['at', ({ at }) => at],
  ['by', ({ by }) => by],
]

const taskColumns: readonly ColumnDefinition<ContactTask>[] = [
  ['title', ({ title }) => title],
  ['status', ({ status }) => status],
  ['dueDate', ({ dueDate }) => dueDate],
  ['owner', ({ owner }) => owner?.name ?? null],
  ...authorColumns,
]

const meetingColumns: readonly ColumnDefinition<ContactMeeting>[] = [
  ['title', ({ title }) => title],
  ['date', ({ date }) => date],
  ['owner', ({ owner }) => owner?.name ?? null],
  ...authorColumns,
]

const noteColumns: readonly ColumnDefinition<ContactNote>[] = [
  ['text', ({ text }) => text],
  ['origin', ({ origin }, messages) => translate(messages, origin)],
  ...authorColumns,
]

const fileColumns: readonly ColumnDefinition<ContactFile>[] = [
  ['name', ({ name }) => name],
  ['file', ({ fileRef }) => fileRef],
  ['source', ({ source }, messages) => translate(messages, source)],
  ...authorColumns,
]

const emailColumns: readonly ColumnDefinition<ContactEmail>[] = [
  ['direction', ({ direction }, messages) => translate(messages, direction)],
  ['subject', ({ subject }) => subject],
  ['from', ({ from }) => from],
  ['to', ({ to }) => joinTexts(...to)],
  ['mailbox', ({ mailboxId }) => mailboxId],
  ...authorColumns,
]

const servicesOf = ({ services }: ContactCard, messages: Messages): string =>
  joinTexts(
    ...Object.entries(services ?? {}).map(([service, isThere]) => (isThere ? translate(messages, service) : null)),
  )

const consentText = ({ channel, given, date }: ContactCard['consents'][number], messages: Messages): string =>
  withExplanation(translate(messages, channel), given ? null : messages.words.withdrawal, date)

const banText = ({ channel, customerName, date }: ContactCard['bans'][number], messages: Messages): string =>
  withExplanation(translate(messages, channel), customerName, date)

const aboutPerson = (card: ContactCard, messages: Messages): readonly Fact[] => [
  ['personId', card.personId],
  ['lastName', card.lastName],
  ['firstName', card.firstName],
  ['kind', joinTexts(...card.kinds.map((kind) => translate(messages, kind)))],
  ['title', card.title],
  ['email', card.email],
  ['phone', card.phone],
  ['mobile', card.mobile],
  ['customerId', card.customerId],
  ['private', card.private ? true : null],
  ['owner', card.owner?.name ?? null],
  ['categories', joinTexts(...card.categories.map(({ name }) => name))],
  ['properties', joinTexts(...card.properties.map(({ name, customerName }) => withExplanation(name, customerName)))],
  ['consents', joinTexts(...card.consents.map((one) => consentText(one, messages)))],
  ['bans', joinTexts(...card.bans.map((one) => banText(one, messages)))],
  ['services', servicesOf(card, messages)],
  ['emails', card.emails.restricted ? messages.words.restricted : null],
]

const section = (name: Heading, listing: Listing, locale: Locale | undefined): Section => ({
  name: messagesFor(locale).headings[name],
  listing,
})

const companyColumns: readonly ColumnDefinition<ContactCard['companies'][number]>[] = [
  ['customerId', ({ id }) => id],
  ['customerName', ({ name }) => name],
]

const tabsOf = (register: Register, card: ContactCard, locale: Locale | undefined): readonly (Section | null)[] => {
  const { timeZone } = register.settings.policies
  const local = <Row extends ContactActivity>(rows: readonly Row[]): readonly Row[] =>
    rows.map((row) => ({ ...row, at: localTimeOf(row.at, timeZone) }))
  const tab = <Row>(name: Heading, rows: readonly Row[], columns: readonly ColumnDefinition<Row>[]): Section | null =>
    rows.length === 0 ? null : section(name, listingOf(rows, columns, locale), locale)
  return [
    tab('companies', card.companies, companyColumns),
    tab('tasks', local(card.tasks), taskColumns),
    tab('meetings', local(card.meetings), meetingColumns),
    tab('notes', local(card.notes), noteColumns),
    tab('files', local(card.files), fileColumns),
    tab('emails', local(card.emails.rows), emailColumns),
  ]
}

/** The contact card in sections, without empty ones; `null` if the person is unknown or not visible. */
export const contactCardSections = (
  register: Register,
  history: HistoryLines,
  params: TabParams,
): readonly Section[] | null => {
  const card = contactCard(register, history, params)
  if (card === null) return null
  const { locale } = params
  return [
    {
      name: joinTexts(card.lastName, card.firstName),
      listing: factListing(aboutPerson(card, messagesFor(locale)), locale),
    },
    ...tabsOf(register, card, locale).filter((tab) => tab !== null),
    section('history', historyRowsListing(register, card.history, locale), locale),
  ]
}
