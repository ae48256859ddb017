import type { CalendarDate } from '@clientele/domain'
import type { Locale } from '../messages/locale.js'
import type { Register } from '../register/register.js'

/** A page of rows; without a limit, all rows from the offset. */
export type PageRequest = { readonly offset?: number | undefined; readonly limit?: number | undefined }

/** The viewer, locale and day of a query. */
export type QueryContext = {
  /** The day it is about, `YYYY-MM-DD`, as of its end; today by default. */
  readonly asOf?: CalendarDate | undefined
  /**
   * The employee who looks: what that employee may see today is shown. Left out, your service looks as itself and sees
   * everything. Who is no active employee is refused (`UnknownViewer`, `ViewerHasLeft`).
   */
  readonly viewer?: string | undefined
  /** The language of names and texts of the library's own: `en` (the default), `fi`, `sv` or `et`. */
  readonly locale?: Locale | undefined
}

/** The day that a question is about: today when it names none. */
export const dayAsked = (register: Register, { asOf }: QueryContext): CalendarDate => asOf ?? register.today()
