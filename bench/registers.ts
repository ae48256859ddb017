import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Clientele, openClientele } from '@clientele/adapters'
import { generateRegister } from '@clientele/adapters/generating'
import { sqlite } from '@clientele/adapters/sqlite'
import { furnish } from './furnishing.js'

/** As many employees as a register of this size has. */
export const employeesFor = (customers: number): number => Math.min(500, Math.max(20, Math.round(customers / 200)))

type Make = (crm: Clientele) => Promise<void>

/** An SQLite file that takes long to make, from another or from nothing: made once and kept. */
const keptFile = async (file: string, from: string | null, make: Make): Promise<string> => {
  if (existsSync(file)) return file
  process.stderr.write(`\nMaking ${file}, once …\n`)
  const part = `${file}.part`
  for (const end of ['', '-wal', '-shm']) rmSync(part + end, { force: true })
  if (from !== null) copyFileSync(from, part)
  const crm = await openClientele({ store: sqlite({ file: part, synchronous: 'normal' }), follow: false })
  await make(crm)
  await crm.close()
  renameSync(part, file)
  return file
}

/** A generated register, imported. */
export const keptRegister = (kept: string, customers: number): Promise<string> => {
  mkdirSync(kept, { recursive: true })
  const source = join(kept, `register-${customers}`)
  return keptFile(`${source}.db`, null, async (crm) => {
    await generateRegister(source, { customers, employees: employeesFor(customers), seed: 1 })
    const outcome = await crm.import(source, { today: '2026-11-22' })
    if (outcome._tag === 'Left' || outcome.right.rejected > 0)
      throw new Error('The generated register was not imported.')
    rmSync(source, { recursive: true })
  })
}

/** The same with what a register directory does not hold. */
export const furnishedRegister = async (kept: string, customers: number): Promise<string> =>
  keptFile(join(kept, `furnished-${customers}.db`), await keptRegister(kept, customers), furnish)
