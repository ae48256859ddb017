import {
  type CalendarDate,
  type InvalidPeriod as PeriodRefused,
  type RejectionsOf,
  unlessInOrder,
} from '@clientele/domain'
import { type Either, right } from 'fp-ts/lib/Either.js'

/** Both days inclusive; an open side has no limit. */
export type Period = { readonly from?: CalendarDate | undefined; readonly to?: CalendarDate | undefined }

/** A period that ends before it begins. */
export type InvalidPeriod = RejectionsOf<{ readonly InvalidPeriod: typeof PeriodRefused }>

/** Refuses a period that ends before it begins. */
export const periodOf = ({ from, to }: Period): Either<InvalidPeriod, Period> =>
  unlessInOrder({ from, to }) ?? right({ from, to })
