import assert from 'node:assert/strict'
import { dateOf, type Instant, instantFrom, isCalendarDate, type Meta, unknownField } from '@clientele/domain'

/**
 * The context of a command. `by` is the employee who acts, with the rights that follow from the given events; without
 * `by`, or with `as: 'host'`, the host acts and may do everything. `at` is an ISO 8601 instant (09:00 UTC by default),
 * `today` a date `YYYY-MM-DD` (2024-03-15 by default, or the UTC day of `at`). Ids that the command leaves out are derived
 * from `commandId` (`command` by default).
 */
export type CommandContext = {
  readonly by?: string | undefined
  readonly as?: 'host' | undefined
  readonly at?: Instant | undefined
  readonly today?: string | undefined
  readonly commandId?: string | undefined
  readonly reason?: string | undefined
}

const fields = ['by', 'as', 'at', 'today', 'commandId', 'reason'] as const

const defaultDay = '2024-03-15'

const instantIn = ({ at }: CommandContext): Instant | null => {
  if (at === undefined) return null
  return instantFrom(at) ?? assert.fail(`at: expected an ISO 8601 instant, got ${JSON.stringify(at)}`)
}

const dayIn = ({ today }: CommandContext, at: Instant | null): string => {
  if (today === undefined) return at === null ? defaultDay : dateOf(at, 'UTC')
  return isCalendarDate(today) ? today : assert.fail(`today: expected YYYY-MM-DD, got ${JSON.stringify(today)}`)
}

const refuseUnknown = (context: CommandContext): void => {
  for (const [name, value] of Object.entries(context)) {
    const { path, expected } = unknownField('', name, fields, value)
    if (!fields.some((one) => one === name)) assert.fail(`The context of the command: ${path}: ${expected}`)
  }
}

/** Completes a context with the defaults. Throws an `AssertionError` for a malformed one. */
export const metaOf = (context: CommandContext): Meta => {
  refuseUnknown(context)
  const at = instantIn(context)
  const today = dayIn(context, at)
  return {
    by: context.by ?? 'host',
    host: context.by === undefined || context.as === 'host' ? true : undefined,
    at: at ?? `${today}T09:00:00.000Z`,
    today,
    commandId: context.commandId ?? 'command',
    ...(context.reason === undefined ? {} : { reason: context.reason }),
  }
}
