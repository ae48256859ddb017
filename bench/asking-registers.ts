import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import { type Limits, type Question, type Times, timesOf } from './asking.js'
import { atMost, type Figure, type Run } from './figure.js'
import { exponentOf, median } from './measuring.js'
import type { Setting } from './questions/putting.js'
import { inProportion, ofLargeOffice, type Size } from './registers.js'
import { askerOf, tablesOf } from './tables/index.js'

/** The durations of the questions to a register. */
export type Measurement = { readonly customers: number; readonly times: readonly Times[]; readonly size: string }

type AskOptions = {
  readonly run: Run
  /** A stored register; it is copied, because opening it may write files beside it. */
  readonly register: string
  readonly questionsOf: (setting: Setting) => readonly Question[]
  readonly patience: Limits
}

const measureIn = async ({ run, register, questionsOf, patience }: AskOptions): Promise<Measurement> => {
  const file = join(run.directory, 'asked.db')
  copyFileSync(register, file)
  const crm = await openClientele({ store: sqlite({ file }), follow: false })
  const asOf = crm.today()
  const db = tablesOf(crm, asOf)
  const { customers, employees, groups, assignments } = crm.register.tables
  const size = `${customers.size} customers, ${employees.size} employees, ${assignments.size} assignments, ${groups.size} groups`
  const times: Times[] = []
  for (const question of questionsOf({ crm, asOf, sql: askerOf(db) })) times.push(await timesOf(question, patience))
  db.close()
  await crm.close()
  return { customers: customers.size, times, size }
}

/** The sizes of a run: three with the same staff and groups, or a small one that is built quickly. */
const sizesOf = ({ full }: Run, small: number): readonly Size[] =>
  full ? [1_000, 10_000, 100_000].map(ofLargeOffice) : [inProportion(small)]

type Series = Omit<AskOptions, 'register'> & {
  /** The number of customers in a small run. */
  readonly small: number
  readonly registerOf: (size: Size) => Promise<string>
}

/** Asks questions to registers of growing size. */
export const askBySize = async ({ small, registerOf, ...asking }: Series): Promise<readonly Measurement[]> => {
  const all: Measurement[] = []
  for (const size of sizesOf(asking.run, small))
    all.push(await measureIn({ ...asking, register: await registerOf(size) }))
  return all
}

/** How the duration of each question grows with the register; empty for a single size. */
export const growthOver = (all: readonly Measurement[]): readonly Figure[] => {
  if (all.length < 2) return []
  const timesIn = (name: string, side: 'ours' | 'floor'): readonly (readonly [number, number])[] =>
    all.map(({ customers, times }) => [customers, median(times.find((one) => one.name === name)?.[side] ?? [])])
  return (all.at(-1)?.times ?? []).map(({ name }): Figure => {
    const points = timesIn(name, 'ours')
    return {
      what: `growth, ${name}: exponent`,
      ratio: exponentOf(points),
      target: atMost(1.1),
      ours: points.map(([, time]) => `${time.toFixed(3)} ms`).join(', '),
      floor: `exponent ${exponentOf(timesIn(name, 'floor')).toFixed(2)}`,
      size: `${points.map(([customers]) => customers).join(', ')} customers`,
    }
  })
}
