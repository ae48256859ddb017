import { isDeepStrictEqual } from 'node:util'
import {
  events,
  isPolicyName,
  isSettingName,
  type Metadata,
  type Rejection,
  standardPolicies,
  standardSettings,
} from '@clientele/domain'
import type { GivenEvent, Scenario } from './scenario.js'

/** The result of executing a scenario's command. */
export type Answer =
  | {
      readonly events: readonly { readonly stream: string; readonly type: string; readonly data: unknown }[]
      readonly failures: readonly object[]
    }
  | { readonly rejected: Rejection }

const differing = (scenario: Scenario): readonly GivenEvent[] => [
  ...Object.entries(scenario.policy)
    .filter(([key, value]) => isPolicyName(key) && !isDeepStrictEqual(standardPolicies[key], value))
    .map(([key, to]) => ({ stream: 'settings', event: 'PolicyChanged', data: { key, from: null, to } })),
  ...Object.entries(scenario.settings)
    .filter(([key, value]) => isSettingName(key) && standardSettings[key] !== value)
    .map(([key, to]) => ({ stream: 'settings', event: 'SettingChanged', data: { key, from: null, to } })),
]

const start = '2000-01-01T00:00:00.000Z'
const usual = '2024-01-01T00:00:00.000Z'

const timed = (given: readonly GivenEvent[]): readonly Required<GivenEvent>[] => {
  let last = usual
  return given.map((event) => {
    last = event.at === undefined ? last : new Date(event.at).toISOString()
    return { ...event, at: last }
  })
}

/** All events before the scenario: first its settings, then its given events, in recording order. */
export const historyOf = (scenario: Scenario): readonly Required<GivenEvent>[] => [
  ...differing(scenario).map((event) => ({ ...event, at: start })),
  ...timed(scenario.given),
]

/** The names in a scenario that do not exist (yet). */
export const unknownNames = (
  scenario: Scenario,
  commandNames: object,
  viewNames: readonly string[],
): readonly string[] => [
  ...scenario.given.map(({ event }) => event).filter((name) => !Object.hasOwn(events, name)),
  ...(scenario.then.events ?? []).map(({ event }) => event).filter((name) => !Object.hasOwn(events, name)),
  ...[scenario.when?.command ?? ''].filter((name) => name !== '' && !Object.hasOwn(commandNames, name)),
  ...[scenario.when?.query ?? '', scenario.then.view?.name ?? ''].filter(
    (name) => name !== '' && !viewNames.includes(name),
  ),
]

export const metadataAt = (at: string): Metadata => ({ by: 'somebody', at, commandId: 'given' })
