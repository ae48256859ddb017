import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import type { RecordedEvent } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, describe, expect, test } from 'vitest'
import { opened, rightOf } from '../../packages/adapters/test/sqlite/events.js'
import { registerDirectory } from './register.js'

const run = promisify(execFile)
const cli = fileURLToPath(new URL('../../packages/cli/bin/clientele.js', import.meta.url))
const directory = mkdtempSync(join(tmpdir(), 'clientele-processes-'))
afterAll(() => rmSync(directory, { recursive: true }))

const whole = registerDirectory('northwind')
const filledCells = 464
const customers = 91

/** A copy of the register with every second row of its large files. */
const half = (name: string, keeps: (index: number) => boolean): string => {
  const folder = join(directory, name)
  cpSync(whole, folder, { recursive: true })
  for (const file of ['responsibilities.csv', 'documents.csv', 'contacts.csv']) {
    const [header = '', ...lines] = readFileSync(join(whole, file), 'utf8').trimEnd().split(/\r?\n/)
    writeFileSync(join(folder, file), `${[header, ...lines.filter((_, index) => keeps(index))].join('\r\n')}\r\n`)
  }
  return folder
}

const importing = (folder: string, file: string): ChildProcess =>
  spawn(process.execPath, [cli, 'import', folder, '--store', `sqlite:${file}`], { stdio: 'ignore' })

/** The exit code of a process, or the signal that ended it. */
const exitOf = (child: ChildProcess): Promise<number | string | null> =>
  new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))

/** Waits until a log has this many events, or the process that writes it has ended. */
const untilThere = async (file: string, count: number, child: ChildProcess): Promise<void> => {
  const store = await opened(sqlite({ file }))
  while (child.exitCode === null && Number(rightOf(await store.head()())?.position ?? 0) < count) await wait(1)
  await store.close()
}

type Log = readonly RecordedEvent[]

const logOf = async (file: string): Promise<Log> => {
  const crm = await openClientele({ store: sqlite({ file }) })
  const log: RecordedEvent[] = []
  for await (const batch of crm.events()) log.push(...batch)
  await crm.close()
  return log
}

const expectContiguous = (log: Log): void => {
  const next = new Map<string, number>()
  for (const { stream, revision } of log) {
    expect([stream, revision]).toEqual([stream, next.get(stream) ?? 0])
    next.set(stream, revision + 1)
  }
}

const expectWhole = async (file: string): Promise<void> => {
  const crm = await openClientele({ store: sqlite({ file }) })
  const again = await crm.import(whole, { by: 'tester', today: '2026-11-22' })
  expect(isLeft(again) ? again.left : again.right).toMatchObject({ rejected: 0, accepted: 0, events: 0 })
  const { rows } = crm.views.responsibilityMatrix({ asOf: crm.today() })
  expect(rows).toHaveLength(customers)
  expect(rows.flatMap(({ cells }) => Object.keys(cells))).toHaveLength(filledCells)
  await crm.close()
}

describe('processes that import into one file', () => {
  test('two processes importing different halves concurrently lose nothing and break no invariant', async () => {
    const file = join(directory, 'halves.db')
    const halves = [half('even', (index) => index % 2 === 0), half('odd', (index) => index % 2 === 1)]
    const codes = await Promise.all(halves.map((folder) => exitOf(importing(folder, file))))
    expect(codes).toEqual([0, 0])
    const log = await logOf(file)
    expectContiguous(log)
    expect(new Set(log.map(({ id }) => id)).size).toBe(log.length)
    const documents = log.filter(({ type }) => type === 'InvoiceRecorded' || type === 'SalesOrderRecorded')
    expect(documents).toHaveLength(1639)
    const starts = log.filter(({ type }) => type === 'CustomerStartDateSet')
    expect(new Set(starts.map(({ stream }) => stream)).size).toBe(starts.length)
    await expectWhole(file)
  }, 120_000)

  test('an import killed midway loses nothing acknowledged, and a second import completes it', async () => {
    const file = join(directory, 'killed.db')
    let acknowledged: Log = []
    for (const more of [300, 500]) {
      const child = importing(whole, file)
      const exit = exitOf(child)
      await untilThere(file, acknowledged.length + more, child)
      child.kill('SIGKILL')
      expect(await exit).toBe('SIGKILL')
      const log = await logOf(file)
      expectContiguous(log)
      expect(log.length).toBeGreaterThanOrEqual(acknowledged.length + more)
      expect(log.slice(0, acknowledged.length).map(({ id }) => id)).toEqual(acknowledged.map(({ id }) => id))
      acknowledged = log
    }
    await run(process.execPath, [cli, 'import', whole, '--store', `sqlite:${file}`])
    const log = await logOf(file)
    expect(acknowledged.length).toBeLessThan(log.length)
    expect(log.slice(0, acknowledged.length).map(({ id }) => id)).toEqual(acknowledged.map(({ id }) => id))
    await expectWhole(file)
  }, 120_000)
})
