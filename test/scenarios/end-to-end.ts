import { type Clientele, openClientele } from '@clientele/adapters'
import type { EventStore, Instant, NewEvent, RecordedEvent, StoreSource } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import type { Scenario } from './scenario.js'
import { type Answer, historyOf, metadataAt } from './world.js'

/** A store whose clock a scenario sets. */
export type ScenarioStore = (clock: () => Instant) => StoreSource

type ScenarioRegister = { readonly crm: Clientele; now: Instant }

const newEvent = (scenario: ReturnType<typeof historyOf>[number], number: number): NewEvent => ({
  id: `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  type: scenario.event,
  schemaVersion: 1,
  data: scenario.data,
  metadata: metadataAt(scenario.at),
})

const opened = async (source: StoreSource): Promise<EventStore> => {
  const store = await source.open()
  return isLeft(store) ? expect.fail(JSON.stringify(store.left)) : store.right
}

/** Appends the given events to the store, in recording order, each at its time. */
const appendGiven = async (source: StoreSource, scenario: Scenario, setClock: (at: Instant) => void): Promise<void> => {
  const store = await opened(source)
  const revisions = new Map<string, number>()
  for (const [number, given] of historyOf(scenario).entries()) {
    const expected = revisions.get(given.stream) ?? 'noStream'
    setClock(given.at)
    const writes = [{ stream: given.stream, expected, events: [newEvent(given, number)] }] as const
    const appended = await store.append({ writes, unchanged: [], noneSince: [] })()
    if (isLeft(appended)) expect.fail(JSON.stringify(appended.left))
    revisions.set(given.stream, expected === 'noStream' ? 0 : expected + 1)
  }
  await store.close()
}

/** Opens a register on a store with the given events of a scenario. */
export const openScenario = async (scenario: Scenario, store: ScenarioStore): Promise<ScenarioRegister> => {
  const clockState = { now: '2000-01-01T00:00:00.000Z' }
  const source = store(() => clockState.now)
  await appendGiven(source, scenario, (at) => {
    clockState.now = at
  })
  clockState.now = `${scenario.today}T12:00:00.000Z`
  return Object.assign(clockState, { crm: await openClientele({ store: source, clock: () => clockState.now }) })
}

/** Executes the scenario's command through the public API. */
export const executeEndToEnd = async ({ crm }: ScenarioRegister, scenario: Scenario): Promise<Answer> => {
  const before = await crm.caughtUp()
  const { when, by, actsAsHost, today } = scenario
  const context = { by, today, as: actsAsHost ? ('host' as const) : undefined }
  const outcome = await crm.executeUnknown({ type: when?.command, data: when?.data }, context)
  const after = isLeft(before) ? null : before.right
  const appended = new Map<string, RecordedEvent>()
  for await (const batch of crm.events({ after })) {
    for (const event of batch) appended.set(`${event.stream} ${event.revision}`, event)
  }
  if (isLeft(outcome)) {
    expect([...appended.keys()], 'a rejection leaves every stream unchanged').toEqual([])
    return { rejected: outcome.left }
  }
  // The receipt has the order of the command; parts of a bulk command may reach a store in any order.
  const events = outcome.right.events.flatMap(({ stream, revision }) => appended.get(`${stream} ${revision}`) ?? [])
  expect(events, 'the receipt names all appended events').toHaveLength(appended.size)
  return {
    events: events.map(({ stream, type, data }) => ({ stream, type, data })),
    failures: outcome.right.failures ?? [],
  }
}
