import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openClientele } from '@clientele/adapters'
import { generateRegister } from '@clientele/adapters/generating'
import { sqlite } from '@clientele/adapters/sqlite'

/** As many employees as a register of this size has. */
export const employeesFor = (customers: number): number => Math.min(500, Math.max(20, Math.round(customers / 200)))

/** An SQLite file with a generated register; made once and kept in a directory, as importing takes longer than measuring. */
export const keptRegister = async (kept: string, customers: number): Promise<string> => {
  const file = join(kept, `register-${customers}.db`)
  if (existsSync(file)) return file
  mkdirSync(kept, { recursive: true })
  process.stderr.write(`Importing a register of ${customers} customers, once …\n`)
  const [source, part] = [join(kept, `register-${customers}`), `${file}.part`]
  for (const end of ['', '-wal', '-shm']) rmSync(part + end, { force: true })
  await generateRegister(source, { customers, employees: employeesFor(customers), seed: 1 })
  const crm = await openClientele({ store: sqlite({ file: part, synchronous: 'normal' }), follow: false })
  const outcome = await crm.import(source, { today: '2026-11-22' })
  await crm.close()
  if (outcome._tag === 'Left' || outcome.right.rejected > 0) throw new Error('The generated register was not imported.')
  renameSync(part, file)
  rmSync(source, { recursive: true })
  return file
}
