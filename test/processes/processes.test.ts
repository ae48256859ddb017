import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Clientele, openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import type { KnownEvent } from '@clientele/domain'
import { fc } from '@fast-check/vitest'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { logOf, storyOf } from '../properties/front-door.js'
import { rules } from '../properties/rules/index.js'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// A child is plain Node and needs the build; the gate builds before it tests.
const isBuilt = existsSync(at('../../packages/adapters/dist/clientele.js'))

/** `CLIENTELE_RUNS=20` takes twenty times as many customers and kills. */
const factor = Number(process.env.CLIENTELE_RUNS ?? 1)
const customers = 60 * Math.max(1, factor)
const kills = 4 * Math.max(1, factor)

let directory = ''
let file = ''

const opened = (): Promise<Clientele> => openClientele({ store: sqlite({ file, synchronous: 'normal' }) })

const beginning = [
  { type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna' } },
  { type: 'RegisterEmployee', data: { employeeId: 'bertil', name: 'Bertil' } },
  { type: 'CreateCustomerGroup', data: { groupId: 'bakeries', name: 'Bakeries' } },
  { type: 'CreateCustomerGroup', data: { groupId: 'cafes', name: 'Cafés' } },
  { type: 'SetGroupNumberingStart', data: { groupId: 'bakeries', start: 1000 } },
]

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'clientele-processes-'))
  file = join(directory, 'crm.db')
  const crm = await opened()
  for (const command of beginning) expect(isLeft(await crm.execute(command))).toBe(false)
  await crm.close()
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

type Child = { readonly process: ChildProcess; readonly lines: string[]; readonly ended: Promise<number | null> }

const started = (name: string, count: number, from = 0): Child => {
  const child = spawn(process.execPath, [at('./executor.mjs'), file, name, String(count), String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  let rest = ''
  child.stdout.on('data', (chunk: Buffer) => {
    const all = (rest + chunk.toString()).split('\n')
    rest = all.pop() ?? ''
    lines.push(...all)
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { process: child, lines, ended }
}

const acknowledged = ({ lines }: Child): readonly string[] =>
  lines.filter((line) => line.startsWith('done ')).map((line) => line.slice('done '.length))

const refused = ({ lines }: Child): readonly string[] => lines.filter((line) => !line.startsWith('done '))

const wholeLog = async (): Promise<readonly KnownEvent[]> => {
  const crm = await opened()
  const log = await logOf(crm)
  await crm.close()
  return log
}

const of = (log: readonly KnownEvent[], commandId: string): readonly KnownEvent[] =>
  log.filter(({ metadata }) => metadata.commandId === commandId)

const expectContiguous = (log: readonly KnownEvent[]): void => {
  const next = new Map<string, number>()
  for (const { stream, revision } of log) {
    expect(revision, stream).toBe(next.get(stream) ?? 0)
    next.set(stream, revision + 1)
  }
}

const numbersIn = (log: readonly KnownEvent[], type: KnownEvent['type']): readonly number[] =>
  log.flatMap((event) => (event.type === type && 'number' in event.data ? [Number(event.data.number)] : []))

/** What must hold of a log however it came about: no gap, no number twice, no invariant broken, nothing half. */
const expectSound = (log: readonly KnownEvent[]): void => {
  expectContiguous(log)
  const assigned = numbersIn(log, 'CustomerNumberAssigned')
  expect(new Set(assigned).size).toBe(assigned.length)
  expect([...assigned].sort((a, b) => a - b)).toEqual(assigned.map((_, index) => 1000 + index))
  expect([...numbersIn(log, 'CustomerNumberReserved')].sort()).toEqual([...assigned].sort())
  expect(rules.flatMap((rule) => rule.broken(storyOf(log)))).toEqual([])
}

const untilSome = async (child: Child, count: number): Promise<void> => {
  while (child.lines.length < count && child.process.exitCode === null)
    await new Promise((resolve) => setTimeout(resolve, 1))
}

describe.skipIf(!isBuilt)('processes that share a register in one file (needs the build)', () => {
  test('lose nothing and share no number when they execute at the same time', {
    timeout: 60_000 * factor + 30_000,
  }, async () => {
    const children = [started('north', customers), started('south', customers)]
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0])
    expect(children.flatMap(refused)).toEqual([])
    const log = await wholeLog()
    const ids = children.flatMap(acknowledged)
    expect(ids).toHaveLength(2 * 3 * customers)
    for (const id of ids) expect(of(log, id).length, id).toBe(id.endsWith('registered') ? 4 : 1)
    expectSound(log)
  })

  test('keep what they acknowledged, once and whole, when they are killed', {
    timeout: 60_000 * factor + 30_000,
  }, async () => {
    const seed = Number(process.env.CLIENTELE_SEED ?? Date.now() % 1_000_000)
    console.info(`kills at random moments: CLIENTELE_SEED=${seed}`)
    const moments = fc.sample(fc.integer({ min: 1, max: 80 }), { numRuns: kills, seed })
    const before: string[] = []
    for (const [round, moment] of moments.entries()) {
      const child = started(`killed${round}`, 1_000_000)
      await untilSome(child, moment)
      child.process.kill('SIGKILL')
      await child.ended
      expect(refused(child)).toEqual([])
      before.push(...acknowledged(child))
    }
    const log = await wholeLog()
    for (const id of before) expect(of(log, id).length, id).toBe(id.endsWith('registered') ? 4 : 1)
    expectSound(log)

    const rest = started('killed0', 40)
    expect(await rest.ended).toBe(0)
    expect(refused(rest)).toEqual([])
    const after = await wholeLog()
    expect(after.slice(0, log.length).map(({ id }) => id)).toEqual(log.map(({ id }) => id))
    for (const id of [...before, ...acknowledged(rest)])
      expect(of(after, id).length, id).toBe(id.endsWith('registered') ? 4 : 1)
    expectSound(after)
  })
})
