import { fc } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { type Child, isBuilt, killChild, startChild } from './children.js'
import { onEveryDurableStore } from './durable.js'
import { kills, report, seed, timeout } from './sizes.js'
import { acknowledged, executeBeginning, expectSound, expectWhole, refused, wholeLog } from './sound.js'

/** When a process is killed: this long after it got this many receipts. */
type Moment = { readonly commands: number; readonly milliseconds: number }

const moment: fc.Arbitrary<Moment> = fc.record({
  commands: fc.integer({ min: 0, max: 60 }),
  milliseconds: fc.integer({ min: 0, max: 20 }),
})

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

const killedAt = async (child: Child, { commands, milliseconds }: Moment): Promise<readonly string[]> => {
  while (child.lines.length < commands && child.process.exitCode === null) await pause(1)
  await pause(milliseconds)
  await killChild(child)
  expect(child.process.signalCode).toBe('SIGKILL')
  expect(refused(child)).toEqual([])
  return acknowledged(child)
}

const executing = (url: string, name: string, count = 1_000_000, from = 0): Child =>
  startChild('./worker.mjs', 'execute', url, name, String(count), String(from))

describe.skipIf(!isBuilt)('concurrent processes (need the build)', () => {
  onEveryDurableStore('that execute at the same time', (make) => {
    test('lose no events and share no number', { timeout }, async () => {
      const { url } = await make()
      await executeBeginning(url)
      const children = ['north', 'south'].map((name) => executing(url, name, 60))
      expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0])
      expect(children.flatMap(refused)).toEqual([])
      const ids = children.flatMap(acknowledged)
      expect(ids).toHaveLength(2 * 3 * 60)
      const log = await wholeLog(url)
      expectWhole(log, ids)
      expectSound(log)
    })
  })

  // Two at a time: one is killed while the other writes.
  onEveryDurableStore('that are killed', (make) => {
    test('leave every acknowledged command stored once, and no partial commands', { timeout }, async () => {
      const { kind, url } = await make()
      await executeBeginning(url)
      const moments = fc.sample(fc.tuple(moment, moment), { numRuns: Math.ceil(kills / 2), seed })
      const ids: string[] = []
      for (const [round, pair] of moments.entries()) {
        const children = pair.map((_, one) => executing(url, `killed${round}x${one}`))
        for (const done of await Promise.all(pair.map((at, one) => killedAt(children[one] as Child, at))))
          ids.push(...done)
        expectWhole(await wholeLog(url), ids)
      }
      const log = await wholeLog(url)
      expectSound(log)
      report(
        `${kind}: ${2 * moments.length} kills (CLIENTELE_SEED=${seed}): ${ids.length} acknowledged commands are there once, ${log.length} events`,
      )

      // Another process can repeat the commands that a killed one was executing.
      const rest = executing(url, 'killed0x0', 40)
      expect(await rest.ended).toBe(0)
      expect(refused(rest)).toEqual([])
      const after = await wholeLog(url)
      expect(after.slice(0, log.length).map(({ id }) => id)).toEqual(log.map(({ id }) => id))
      expectWhole(after, [...ids, ...acknowledged(rest)])
      expectSound(after)
    })
  })
})
