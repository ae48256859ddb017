import type { CustomerCard, Locale } from '@clientele/projections'
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
  readonly card: CustomerCard
  readonly formState: FormState
  readonly locale: Locale
}

/** The address of a page of a customer. */
export const customerPath = ({ base }: Service, customerId: string, ...rest: readonly string[]): string =>
  [`${base}/customers/${encodeURIComponent(customerId)}`, ...rest].join('/')
