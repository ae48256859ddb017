import type { ContactCard, Locale, PersonRow } from '@clientele/projections'
import type { Asked, Service } from '../../environment.js'
import type { Moment } from '../moment/moment.js'
import type { Filled } from '../pages.js'

/** What the tabs of a card show. */
export type Shown = {
  readonly service: Service
  readonly asked: Asked
  readonly moment: Moment
  /** Whether it can be changed: the card is about now, and its record was neither merged nor erased. */
  readonly canChange: boolean
  readonly card: ContactCard
  readonly person: PersonRow
  readonly filled: Filled
  readonly locale: Locale
  /** How many events still hold texts about the person in clear; only counted of who was erased. */
  readonly inClear: number | null
}

/** The address of a page of a contact. */
export const contactPath = ({ base }: Service, personId: string, ...rest: readonly string[]): string =>
  [`${base}/contacts/${encodeURIComponent(personId)}`, ...rest].join('/')
