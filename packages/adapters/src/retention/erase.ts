import { ErasePerson, personStream } from '@clientele/domain'
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'
import { yieldToEventLoop } from '#platform'
import { ignoringErrors } from '../host/ignoring-errors.js'
import type { HostTypes } from '../host/typed.js'
import { type Failure, isFailure, type Outcome } from '../outcome.js'
import type { BulkOptions } from '../runtime/execution/bulk.js'
import type { Context } from '../runtime/execution/context.js'
import type { DuePerson } from './due.js'

/**
 * A person that a run has not erased, because of a legal hold (`until` is the first day after it) or a new activity.
 */
export type NotErased = {
  readonly personId: string
  readonly policy: string
  readonly error: string
  readonly until: string | null
}

/** The result of a retention run; contains only ids. */
export type RetentionReceipt = {
  readonly today: string
  readonly by: string | null
  readonly erased: readonly {
    readonly personId: string
    readonly policy: string
    /** `exceptInvoicing` if data needed for invoices is kept. */
    readonly scope: 'full' | 'exceptInvoicing'
  }[]
  readonly notErased: readonly NotErased[]
  /** The number of due persons that were not tried, because the run was cancelled or the store failed. */
  readonly remaining: number
  /** Why the run ended early; `Cancelled` by the signal. */
  readonly stopped: Failure | null
  /** The number of log events with unencrypted texts about the erased persons: see `crm.inClear`. */
  readonly inClear: number
}

/** The dependencies of erasing. */
export type EraseContext = {
  readonly execute: (command: unknown, context: Context) => Promise<Outcome<unknown, HostTypes>>
  scopeOf(personId: string): 'full' | 'exceptInvoicing'
  revisionOf(personId: string): number | undefined
  /** Whether something was recorded about a person, outside its stream, since the due persons were found. */
  hasNews(personId: string): boolean
}

const refusedAs = ({ personId, policy }: DuePerson, rejection: { readonly error: string }): NotErased => {
  const until: unknown = Reflect.get(rejection, 'until')
  return { personId, policy, error: rejection.error, until: typeof until === 'string' ? until : null }
}

// Expects the person's revision, so that a person with a change is not erased.
const withExpectedRevision = (context: Context, { revisionOf }: EraseContext, personId: string): Context => {
  const revision = revisionOf(personId)
  return revision === undefined ? context : { ...context, expected: { [personStream(personId).name]: revision } }
}

type Run = Pick<RetentionReceipt, 'erased' | 'notErased' | 'remaining' | 'stopped'>

/** Erases a person unless something was recorded about it since it was found due. */
const erasePerson = async (
  { personId, policy }: DuePerson,
  erasing: EraseContext,
  context: Context,
): Promise<Either<{ readonly error: string } | Failure, unknown>> => {
  if (erasing.hasNews(personId)) return left({ error: 'ConcurrencyConflict' })
  const command = ErasePerson({ personId, requestId: `retention: ${policy}` })
  return erasing.execute(command, withExpectedRevision(context, erasing, personId))
}

/** Erases persons one after another, each completely or not at all. */
export const eraseAll = async (
  due: readonly DuePerson[],
  erasing: EraseContext,
  { onProgress, signal, ...context }: Context & BulkOptions,
): Promise<Run> => {
  const erased: RetentionReceipt['erased'][number][] = []
  const tell = ignoringErrors(onProgress)
  const notErased: NotErased[] = []
  for (const [done, person] of due.entries()) {
    const remaining = due.length - done
    if (signal?.aborted) return { erased, notErased, remaining, stopped: { error: 'Cancelled' } }
    const { personId, policy } = person
    const outcome = await erasePerson(person, erasing, context)
    if (!isLeft(outcome)) erased.push({ personId, policy, scope: erasing.scopeOf(personId) })
    else if (isFailure(outcome.left) && outcome.left.error !== 'ConcurrencyConflict')
      return { erased, notErased, remaining, stopped: outcome.left }
    else notErased.push(refusedAs(person, outcome.left))
    tell({ done: done + 1, total: due.length })
    // In memory nothing waits for I/O: requests go on between two persons.
    await yieldToEventLoop()
  }
  return { erased, notErased, remaining: 0, stopped: null }
}
