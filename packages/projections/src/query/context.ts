import type { CalendarDate } from '@clientele/domain'
import type { Locale } from '../messages/locale.js'

/** Which part of the rows to give; without a limit, all from the offset on. */
export type PageRequest = { readonly offset?: number | undefined; readonly limit?: number | undefined }

/** Who asks, in which language, about which day. */
export type QueryContext = {
  readonly asOf?: CalendarDate | undefined
  readonly viewer?: string | undefined
  readonly locale?: Locale | undefined
}
