import type { KnownEvent } from '@clientele/domain'
import { type Given, given, isBulk, on, recordedAt } from '@clientele/testing'
import type { Scenario } from './scenario.js'
import { type Answer, historyOf } from './world.js'

/** The given events of a scenario. */
const happened = (scenario: Scenario): Given =>
  given(...historyOf(scenario).map(({ stream, event, data, at }) => on(stream, recordedAt(at, { type: event, data }))))

/** The initial log of a scenario. */
export const logOf = (scenario: Scenario): readonly KnownEvent[] => happened(scenario).log()

/** Decides the scenario's command on the domain alone. */
export const execute = (scenario: Scenario): Answer => {
  const { when, by, actsAsHost, today } = scenario
  const command = { type: when?.command ?? '', data: when?.data }
  const context = { by, as: actsAsHost ? ('host' as const) : undefined, at: `${today}T12:00:00.000Z`, today }
  const { events, refusals } = happened(scenario).when(command, context).answer
  const [refusal] = refusals
  // A refused part of a bulk command has its fields beside the refusal; the command itself is accepted.
  if (refusal !== undefined && !isBulk(command)) return { rejected: refusal }
  return { events: events.map(({ stream, type, data }) => ({ stream, type, data })), failures: refusals }
}
