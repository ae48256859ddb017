import type { CalendarDate } from '@clientele/domain'
import type { Locale } from '../messages/locale.js'
import type { Register } from '../register/register.js'

/** A page of rows; without a limit, all rows from the offset. */
export type PageRequest = { readonly offset?: number | undefined; readonly limit?: number | undefined }

/** The viewer, locale and day of a query. */
export type QueryContext = {
  /** The day that the query is about, `YYYY-MM-DD`, as of its end; today by default. */
  readonly asOf?: CalendarDate | undefined
  /**
   * The employee on whose behalf the query runs: the answer contains what that employee may see today. Without it the
   * service itself asks, and sees everything. A viewer that is no active employee is refused (`UnknownViewer`,
   * `ViewerHasLeft`).
   */
  readonly viewer?: string | undefined
  /** The language of headings and built-in texts: `en` (the default), `fi`, `sv` or `et`. */
  readonly locale?: Locale | undefined
}

/** The day that a query is about; by default today. */
export const dayOfQuery = (register: Register, { asOf }: QueryContext): CalendarDate => asOf ?? register.today()
