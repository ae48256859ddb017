import type { CustomerCard, Locale } from '@clientele/projections'
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
  readonly card: CustomerCard
  readonly filled: Filled
  readonly locale: Locale
}

/** The address of a page of a customer. */
export const customerPath = ({ base }: Service, customerId: string, ...rest: readonly string[]): string =>
  [`${base}/customers/${encodeURIComponent(customerId)}`, ...rest].join('/')
