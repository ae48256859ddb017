import type { ContactCard, Locale, PersonRow } from '@clientele/projections'
import type { RequestContext, Service } from '../../environment.js'
import type { Moment } from '../moment/moment.js'
import type { FormState } from '../pages.js'

/** The props of the tabs of a card. */
export type TabProps = {
  readonly service: Service
  readonly context: RequestContext
  readonly moment: Moment
  /** Whether it can be changed: the card shows the present, and its record was neither merged nor erased. */
  readonly canChange: boolean
  readonly card: ContactCard
  readonly person: PersonRow
  readonly formState: FormState
  readonly locale: Locale
  /** The number of events that still hold texts about the person in clear text; counted only for erased persons. */
  readonly inClear: number | null
}

/** The address of a page of a contact. */
export const contactPath = ({ base }: Service, personId: string, ...rest: readonly string[]): string =>
  [`${base}/contacts/${encodeURIComponent(personId)}`, ...rest].join('/')
