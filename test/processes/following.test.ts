import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clientele, openClientele } from '@clientele/adapters'
import { sqlite, sqliteCheckpoints } from '@clientele/adapters/sqlite'
import { logOf } from '@clientele/testing'
import { right } from 'fp-ts/lib/Either.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isBuilt, killChild, startChild } from './children.js'

let directory = ''
let file = ''
let crm: Clientele

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'clientele-following-'))
  file = join(directory, 'crm.db')
  crm = await openClientele({ store: sqlite({ file, synchronous: 'normal' }) })
})
afterEach(async () => {
  await crm.close()
  rmSync(directory, { recursive: true, force: true })
})

const until = async (isSo: () => boolean, milliseconds = 20_000): Promise<void> => {
  const deadline = performance.now() + milliseconds
  while (!isSo()) {
    if (performance.now() > deadline) expect.fail(`not so after ${milliseconds} ms`)
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}

const register = async (name: string, count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) {
    const data = { employeeId: `${name}-${n}`, name: `${name} ${n}` }
    expect(await crm.execute({ type: 'RegisterEmployee', data })).toMatchObject({ _tag: 'Right' })
  }
}

const dumpOf = (): string => createHash('sha256').update(JSON.stringify(crm.register.dump())).digest('hex')

const isKnown = (employeeId: string): boolean => crm.register.tables.employees.get(employeeId) !== undefined

describe.skipIf(!isBuilt)('processes that share a register follow each other (needs the build)', () => {
  test('each sees the events of the other automatically, and both end with the same tables', async () => {
    const child = startChild('./follower.mjs', 'follow', file, 'south', '100')
    await until(() => child.lines.length > 0)
    await register('north', 100)
    await until(() => child.lines.length >= 100)
    await until(() => isKnown('south-99'))
    const last = (await logOf(crm)).at(-1)?.position ?? ''
    expect(await crm.caughtUp(last)).toMatchObject(right({ position: last }))
    child.process.stdin?.end(`${last}\n`)
    expect(await child.ended).toBe(0)
    expect(child.lines.at(-1)).toBe(`dump ${dumpOf()}`)
  })

  test('a query waits for a position still to come', async () => {
    const child = startChild('./follower.mjs', 'follow', file, 'south', '0')
    child.process.stdin?.end('30\n')
    const waiting = crm.caughtUp('30', { timeout: 10_000 })
    await register('north', 29)
    expect(child.lines).toEqual([])
    await register('last', 1)
    expect(await waiting).toMatchObject(right({ position: '30' }))
    expect(await child.ended).toBe(0)
    expect(child.lines).toEqual([`dump ${dumpOf()}`])
  })

  test('following does not prevent a process from ending', async () => {
    expect(await startChild('./follower.mjs', 'idle', file).ended).toBe(0)
  })

  test('a handler that never settles does not prevent a process from ending after it closes its register', async () => {
    const child = startChild('./follower.mjs', 'stuck', file)
    expect(await child.ended).toBe(0)
    expect(child.lines).toEqual(['closed'])
  })

  test('a subscriber that is killed misses nothing, and repeats at most its last batch', async () => {
    await register('first', 600)
    const checkpoints = join(directory, 'checkpoints.db')
    const runs: (readonly string[])[] = []
    for (const moment of [1, 35, 90, 60]) {
      const child = startChild('./follower.mjs', 'subscribe', file, checkpoints)
      await until(() => child.lines.length >= moment || child.lines.at(-1) === '600')
      await killChild(child)
      runs.push(child.lines)
    }
    const last = startChild('./follower.mjs', 'subscribe', file, checkpoints)
    await register('live', 5)
    await until(() => last.lines.at(-1) === '605')
    await killChild(last)
    runs.push(last.lines)
    let handled = 0
    for (const run of runs) {
      const [first] = run.map(Number)
      expect(run.map(Number)).toEqual(run.map((_, index) => Number(first) + index))
      expect(first).toBeLessThanOrEqual(handled + 1)
      expect(first).toBeGreaterThan(handled - 20)
      handled = Number(run.at(-1))
    }
    const stored = sqliteCheckpoints({ file: checkpoints })
    expect(Number((await stored.load('printer'))?.position)).toBeGreaterThan(585)
    await stored.close()
  })

  test('only one subscriber per name is active; when it is killed, another continues', async () => {
    await register('first', 300)
    const children = [1, 2, 3].map(() => startChild('./follower.mjs', 'share', file))
    const handled: string[] = []
    for (const count of [60, 150]) {
      await until(() => children.some(({ lines }) => lines.length > 0))
      const active = children.find(({ lines }) => lines.length > 0)
      if (active === undefined) expect.fail('nobody is active')
      await until(() => Number(active.lines.at(-1)) >= count)
      expect(children.filter(({ lines }) => lines.length > 0)).toEqual([active])
      await killChild(active)
      handled.push(...active.lines)
      children.splice(children.indexOf(active), 1)
    }
    const [last] = children
    await register('live', 5)
    await until(() => last?.lines.at(-1) === '305')
    handled.push(...(last?.lines ?? []))
    expect([...new Set(handled.map(Number))].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 305 }, (_, n) => n + 1),
    )
    expect(handled.length).toBeLessThanOrEqual(305 + 2 * 20)
  })
})
