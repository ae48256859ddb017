import type { CalendarDate } from '@clientele/domain'
import type { Locale } from '../messages/locale.js'
import type { Register } from '../register/register.js'

/** A page of rows; without a limit, all rows from the offset. */
export type PageRequest = { readonly offset?: number | undefined; readonly limit?: number | undefined }

/** The viewer, locale and day of a query. */
export type QueryContext = {
  readonly asOf?: CalendarDate | undefined
  readonly viewer?: string | undefined
  readonly locale?: Locale | undefined
}

/** The day that a question is about: today when it names none. */
export const dayAsked = (register: Register, { asOf }: QueryContext): CalendarDate => asOf ?? register.today()
