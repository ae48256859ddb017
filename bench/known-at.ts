import { type Clientele, openClientele } from '@clientele/adapters'
import { sqliteSnapshots } from '@clientele/adapters/snapshots'
import { sqlite } from '@clientele/adapters/sqlite'
import { atLeast, type Benchmark, type Figure, type Run } from './figure.js'
import { type Contested, contest } from './measuring.js'
import { registerOf } from './rebuilding.js'
import { inProportion, ofLargeOffice } from './registers.js'

const moments = 20

/** The position of every event. */
const positionsIn = async (crm: Clientele): Promise<readonly string[]> => {
  const positions: string[] = []
  for await (const events of crm.events()) for (const { position } of events) positions.push(position)
  return positions
}

/** Registers employees, so that the log continues after a snapshot. */
const appendMore = async (crm: Clientele): Promise<void> => {
  for (let index = 0; index < moments; index += 1) {
    const data = { employeeId: `late-${index}`, name: `Late ${index}` }
    await crm.executeUnknown({ type: 'RegisterEmployee', data })
  }
}

const firstPage = (views: Clientele['views'], asOf: string): unknown => views.responsibilityMatrix({ asOf, limit: 50 })

/** Reads consecutive pages, none of which was read in the same round. */
const pagesOf = (views: Clientele['views'], asOf: string) => (): number => {
  for (let offset = 0; offset < 500; offset += 50) views.responsibilityMatrix({ asOf, limit: 50, offset })
  return 10
}

const timeKnownAt = (perSecond: number): string => `${(1000 / perSecond).toFixed(1)} ms`

const measure = async (run: Run, crm: Clientele, file: string): Promise<readonly Figure[]> => {
  const positions = await positionsIn(crm)
  const [asOf, middle] = [crm.today(), Math.floor(positions.length / 2)]
  const asking = (asked: readonly string[]) => {
    let next = 0
    return async (): Promise<number> => {
      const { views } = await crm.knownAt(asked[next] ?? '')
      next += 1
      firstPage(views, asOf)
      return 1
    }
  }
  const folding = async (): Promise<number> => {
    const whole = await openClientele({ store: sqlite({ file }), follow: false })
    firstPage(whole.views, asOf)
    await whole.close()
    return 1
  }
  const rounds = run.full ? 3 : 7
  const late = await contest({ ours: asking(positions.slice(-moments).reverse()), floor: folding, rounds })
  const early = await contest({ ours: asking(positions.slice(middle, middle + moments)), floor: folding, rounds })
  const known = await crm.knownAt(positions.at(-1) ?? '')
  const next = await contest({ ours: pagesOf(known.views, asOf), floor: pagesOf(crm.views, asOf), rounds })
  const figure = (what: string, { ratio, spread, ours, floor }: Contested, least: number): Figure => ({
    what,
    ratio,
    spread,
    target: atLeast(least),
    ours: timeKnownAt(ours),
    floor: timeKnownAt(floor),
    size: `${positions.length} events`,
  })
  return [
    figure('first answer as known after a snapshot / opening by the whole log', late, 10),
    figure('first answer as known in the middle of the log / opening by the whole log', early, 2),
    figure('next pages as known then / pages of the live view', next, 0.8),
  ]
}

export const knownAt: Benchmark = {
  name: 'known-at',
  about: 'views as the register was known at a moment, against reading and folding the whole log',
  run: async (run) => {
    const file = await registerOf(run, run.full ? ofLargeOffice(100_000) : inProportion(3_000))
    const options = {
      store: sqlite({ file }),
      follow: false,
      snapshots: sqliteSnapshots({ file: `${file}.known` }),
    }
    // Saving the snapshot of a large register takes longer than `close` waits by default.
    await (await openClientele({ ...options, snapshotEvery: 1 })).close({ drain: 600_000 })
    const crm = await openClientele({ ...options, snapshotEvery: 1_000_000_000 })
    await appendMore(crm)
    const figures = await measure(run, crm, file)
    await crm.close()
    return figures
  },
}
