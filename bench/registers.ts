import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Clientele, openClientele } from '@clientele/adapters'
import { generateRegister, type Scale } from '@clientele/adapters/generating'
import { sqlite } from '@clientele/adapters/sqlite'
import type { Instant } from '@clientele/domain'
import { furnish } from './furnishing.js'

/** The size of a register; without `groups`, as many as a generated one has by default. */
export type Size = Pick<Scale, 'customers' | 'employees' | 'groups'>

/** A register with staff and groups in proportion to its customers. */
export const inProportion = (customers: number): Size => ({
  customers,
  employees: Math.min(500, Math.max(20, Math.round(customers / 200))),
})

/** A register of a large office for any number of customers, to separate the growth with customers from the rest. */
export const ofLargeOffice = (customers: number): Size => ({ customers, employees: 500, groups: 300 })

const nameOf = ({ customers, employees, groups }: Size): string =>
  [`${customers}-customers`, `${employees}-employees`, ...(groups === undefined ? [] : [`${groups}-groups`])].join('-')

const day = 24 * 60 * 60 * 1000

// Imported with a clock two months back, so that there is a past to query.
const clock = (): Instant => new Date(Date.now() - 60 * day).toISOString()

type Make = (crm: Clientele) => Promise<void>

/** An SQLite file that is slow to build, from another file or from scratch: built once and reused. */
const cachedFile = async (file: string, from: string | null, make: Make): Promise<string> => {
  if (existsSync(file)) return file
  process.stderr.write(`\nMaking ${file}, once …\n`)
  const part = `${file}.part`
  for (const end of ['', '-wal', '-shm']) rmSync(part + end, { force: true })
  if (from !== null) copyFileSync(from, part)
  const crm = await openClientele({ store: sqlite({ file: part, synchronous: 'normal', clock }), clock, follow: false })
  await make(crm)
  await crm.close()
  renameSync(part, file)
  return file
}

/** A generated and imported register. */
export const cachedRegister = (kept: string, size: Size): Promise<string> => {
  mkdirSync(kept, { recursive: true })
  const source = join(kept, `register-${nameOf(size)}`)
  return cachedFile(`${source}.db`, null, async (crm) => {
    await generateRegister(source, { ...size, seed: 1 })
    const outcome = await crm.import(source, { today: '2026-11-22' })
    if (outcome._tag === 'Left' || outcome.right.rejected > 0)
      throw new Error('The generated register was not imported.')
    rmSync(source, { recursive: true })
  })
}

/** The same with data that a register directory cannot hold. */
export const furnishedRegister = async (kept: string, size: Size): Promise<string> =>
  cachedFile(join(kept, `furnished-${nameOf(size)}.db`), await cachedRegister(kept, size), furnish)
