import { openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import type { KnownEvent } from '@clientele/domain'
import {
  beginning,
  commandOf,
  executeOn,
  type Invariant,
  invariants,
  logOf,
  metasOf,
  type Step,
  smallPools,
  steps,
} from '@clientele/testing'
import { fc } from '@fast-check/vitest'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'

const customers = Array.from({ length: 200 }, (_, index) => `c${index + 1}`)

const among = { pools: { ...smallPools.pools, CustomerId: fc.constantFrom(...customers) } }

const registering = (customerId: string): Step => ({
  command: { type: 'RegisterCustomer', data: { customerId, name: `Customer ${customerId}` } },
  by: 'host',
  daysLater: 0,
})

const seed = Number(process.env.CLIENTELE_SEED ?? 2_024)

const historyOfLength = (count: number): readonly Step[] => {
  const [drawn = []] = fc.sample(steps(undefined, { minLength: count, maxLength: count }, among), {
    numRuns: 1,
    seed,
  })
  // A day passes every hundred commands, whatever the generator draws.
  const calm = drawn.map((step, index) => ({ ...step, daysLater: index % 100 === 0 ? 1 : 0 }))
  return [...beginning, ...customers.slice(4).map(registering), ...calm]
}

type Executed = { readonly log: readonly KnownEvent[]; readonly accepted: number; readonly failures: readonly string[] }

const domainErrors = (outcome: { readonly error: string }): boolean =>
  !['StoreUnavailable', 'StoreUnreadable', 'EventUnreadable', 'ConcurrencyConflict', 'AppendRefused'].includes(
    outcome.error,
  )

const executeSteps = async (steps: readonly Step[]): Promise<Executed> => {
  let today = ''
  const crm = await openClientele({ store: memory({ clock: () => `${today}T09:00:00.000Z` }) })
  const metas = metasOf(steps)
  const failures: string[] = []
  const assigned: KnownEvent[] = []
  let accepted = 0
  for (const [index, step] of steps.entries()) {
    const meta = metas[index]
    if (meta === undefined) continue
    today = meta.today
    const { outcome, command } = await executeOn(crm, commandOf(step, today, assigned), meta)
    if (isLeft(outcome)) failures.push(...(domainErrors(outcome.left) ? [] : [`${command.type} ${outcome.left.error}`]))
    else if (outcome.right.events.length > 0) {
      accepted += 1
      if (outcome.right.events.some(({ type }) => type === 'ResponsibleAssigned'))
        assigned.push(...(await logOf(crm, assigned.at(-1)?.position ?? null)).filter(isAssigning))
    }
  }
  const log = await logOf(crm)
  await crm.close()
  return { log, accepted, failures }
}

const isAssigning = ({ type }: KnownEvent): boolean => type === 'ResponsibleAssigned'

const rules: readonly Invariant[] = Object.values(invariants)

const facts = (log: readonly KnownEvent[]): readonly string[] =>
  log.map(({ id, stream, revision, type, data, recordedAt, metadata }) =>
    JSON.stringify([id, stream, revision, type, data, recordedAt, metadata]),
  )

const broken = (log: readonly KnownEvent[], some: readonly Invariant[]): readonly string[] =>
  some.flatMap((rule) => rule.violationsOf(log))

const isExcluded = ({ command }: Step): boolean => rules.some(({ isChangedBy }) => isChangedBy(command))

const timeout = 240_000

test('10,000 commands of every area on 200 customers violate no invariant, and the same seed gives the same log', {
  timeout,
}, async () => {
  const history = historyOfLength(10_000)
  const { log, accepted, failures } = await executeSteps(history)
  console.info(`${history.length} commands (CLIENTELE_SEED=${seed}), ${accepted} accepted, ${log.length} events`)
  expect(failures).toEqual([])
  expect(accepted).toBeGreaterThan(2_000)
  expect(
    broken(
      log,
      rules.filter(({ isChangedBy }) => !history.some(({ command }) => isChangedBy(command))),
    ),
  ).toEqual([])
  expect(facts((await executeSteps(history)).log)).toEqual(facts(log))
})

test('without policies that relax them, every invariant holds', { timeout }, async () => {
  const { log, accepted } = await executeSteps(historyOfLength(10_000).filter((step) => !isExcluded(step)))
  expect(accepted).toBeGreaterThan(2_000)
  expect(broken(log, rules)).toEqual([])
})
