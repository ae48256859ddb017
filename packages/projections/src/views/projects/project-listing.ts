import { factListing, joinTexts, withExplanation } from '../../listing/facts.js'
import { intervalText } from '../../listing/interval-text.js'
import { type ColumnDefinition, type Listing, listingOf } from '../../listing/listing.js'
import { messagesFor } from '../../messages/messages.js'
import type { Register } from '../../register/register.js'
import { activityRowsListing } from '../activities/activity-listing.js'
import type { Section } from '../contacts/contact-card-listing.js'
import { type ProjectCardParams, type ProjectResponsible, projectCard } from './project-card.js'
import { type ProjectListParams, type ProjectListRow, projectList } from './project-list.js'

const columns: readonly ColumnDefinition<ProjectListRow>[] = [
  ['project', ({ name }) => name],
  ['customerName', ({ customerName }) => customerName],
  ['responsibles', ({ responsibles }) => joinTexts(...responsibles.map(({ name }) => name))],
  ['closed', ({ closed }) => closed],
]

/** The projects as a table. */
export const projectListing = (register: Register, params: ProjectListParams = {}): Listing =>
  listingOf(projectList(register, params), columns, params.locale)

const responsibleText = ({ name, role, from, lastDay }: ProjectResponsible): string =>
  withExplanation(name, role, from === null && lastDay === null ? null : intervalText({ from, lastDay }))

/** The card of a project in sections: its facts and its activities; `null` if it is unknown or not visible. */
export const projectCardSections = (register: Register, params: ProjectCardParams): readonly Section[] | null => {
  const card = projectCard(register, params)
  if (card === null) return null
  const { locale } = params
  const facts = factListing(
    [
      ['project', card.name],
      ['customerId', card.customerId],
      ['customerName', card.customerName],
      ['closed', card.closed],
      ['responsibles', joinTexts(...card.responsibles.map(responsibleText))],
      ['participants', joinTexts(...card.participants.map(({ name }) => name))],
    ],
    locale,
  )
  const { headings } = messagesFor(locale)
  return [
    { name: card.name, listing: facts },
    ...(card.activities.length === 0
      ? []
      : [{ name: headings.activities, listing: activityRowsListing(register, card.activities, params) }]),
  ]
}
