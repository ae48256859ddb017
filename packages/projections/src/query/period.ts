import {
  type CalendarDate,
  type InvalidPeriod as PeriodRefused,
  type RejectionsOf,
  unlessInOrder,
} from '@clientele/domain'
import { type Either, right } from 'fp-ts/lib/Either.js'

/** A period of days, both inclusive; an omitted day does not limit. */
export type Period = { readonly from?: CalendarDate | undefined; readonly to?: CalendarDate | undefined }

/** The rejection of a period that ends before it starts. */
export type InvalidPeriod = RejectionsOf<{ readonly InvalidPeriod: typeof PeriodRefused }>

/** Refuses a period that ends before it starts. */
export const periodOf = ({ from, to }: Period): Either<InvalidPeriod, Period> =>
  unlessInOrder({ from, to }) ?? right({ from, to })
