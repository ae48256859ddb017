import { ErasePerson, personStream } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { HostTypes } from '../host/typed.js'
import { type Failure, isFailure, type Outcome } from '../outcome.js'
import type { BulkOptions } from '../runtime/execution/bulk.js'
import type { Context } from '../runtime/execution/context.js'
import type { DuePerson } from './due.js'

/** Somebody a run has not erased: a legal hold (`until`, the first day without), or something that happened meanwhile. */
export type NotErased = {
  readonly personId: string
  readonly policy: string
  readonly error: string
  readonly until: string | null
}

/** What became of a run of policies; ids alone. */
export type RetentionReceipt = {
  readonly today: string
  readonly by: string | null
  readonly erased: readonly {
    readonly personId: string
    readonly policy: string
    /** `exceptInvoicing` where what invoices need is kept. */
    readonly scope: 'full' | 'exceptInvoicing'
  }[]
  readonly notErased: readonly NotErased[]
  /** How many of those that are due were not tried: the run was cancelled, or the store failed. */
  readonly remaining: number
  /** Why the run ended before its end; `Cancelled` by the signal. */
  readonly stopped: Failure | null
  /** How many events of the log hold texts of the erased persons in clear: see `crm.inClear`. */
  readonly inClear: number
}

/** What erases. */
export type Erasing = {
  readonly execute: (command: unknown, context: Context) => Promise<Outcome<unknown, HostTypes>>
  scopeOf(personId: string): 'full' | 'exceptInvoicing'
  revisionOf(personId: string): number | undefined
}

const refusedAs = ({ personId, policy }: DuePerson, told: { readonly error: string }): NotErased => {
  const until: unknown = Reflect.get(told, 'until')
  return { personId, policy, error: told.error, until: typeof until === 'string' ? until : null }
}

// What happened about somebody since it was looked at counts as activity: then nothing is erased.
const expecting = (context: Context, { revisionOf }: Erasing, personId: string): Context => {
  const revision = revisionOf(personId)
  return revision === undefined ? context : { ...context, expected: { [personStream(personId).name]: revision } }
}

type Run = Pick<RetentionReceipt, 'erased' | 'notErased' | 'remaining' | 'stopped'>

/** Erases persons one after another, so that every one of them is erased whole or not at all. */
export const eraseAll = async (
  due: readonly DuePerson[],
  erasing: Erasing,
  { onProgress, signal, ...context }: Context & BulkOptions,
): Promise<Run> => {
  const erased: RetentionReceipt['erased'][number][] = []
  const notErased: NotErased[] = []
  for (const [done, person] of due.entries()) {
    const remaining = due.length - done
    if (signal?.aborted) return { erased, notErased, remaining, stopped: { error: 'Cancelled' } }
    const { personId, policy } = person
    const command = ErasePerson({ personId, requestId: `retention: ${policy}` })
    const outcome = await erasing.execute(command, expecting(context, erasing, personId))
    if (!isLeft(outcome)) erased.push({ personId, policy, scope: erasing.scopeOf(personId) })
    else if (isFailure(outcome.left) && outcome.left.error !== 'ConcurrencyConflict')
      return { erased, notErased, remaining, stopped: outcome.left }
    else notErased.push(refusedAs(person, outcome.left))
    onProgress?.({ done: done + 1, total: due.length })
  }
  return { erased, notErased, remaining: 0, stopped: null }
}
