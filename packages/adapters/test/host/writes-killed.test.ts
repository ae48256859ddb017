import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openClientele } from '@clientele/adapters'
import { describe, expect, onTestFinished, test } from 'vitest'
import { url } from '../postgres/schemas.js'
import { type Outbox, onEveryTransaction } from './outbox.js'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Starts a process that writes, and kills it at a random time after this many rounds. */
const killedAfter = (rounds: number, { place }: Outbox): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [at('./writer.mjs'), place.kind, place.at, url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let seen = 0
    child.stdout.on('data', (text: Buffer) => {
      seen += text.toString().split('\n').length - 1
      if (seen >= rounds) setTimeout(() => child.kill('SIGKILL'), Math.random() * 20)
    })
    child.on('error', reject)
    child.on('close', (_, signal) => (signal === 'SIGKILL' ? resolve() : reject(new Error('It ended by itself.'))))
  })

describe.skipIf(!existsSync(at('../../dist/stores/postgres/index.js')))('killed (needs the build)', () => {
  onEveryTransaction('processes with host writes', (make) => {
    test('leave a row for every event, and no others', { timeout: 120_000 }, async () => {
      const outbox = make()
      onTestFinished(outbox.remove)
      await (await openClientele({ store: outbox.source() })).close()
      await outbox.create()
      for (const rounds of [3, 7, 12]) await Promise.all([killedAfter(rounds, outbox), killedAfter(rounds, outbox)])
      const crm = await openClientele({ store: outbox.source(), writes: outbox.writes() })
      const outcome = await crm.execute({ type: 'RegisterCustomer', data: { customerId: 'last', name: 'Last' } })
      expect(outcome._tag).toBe('Right')
      const ids: string[] = []
      for await (const batch of crm.events()) for (const { id } of batch) ids.push(id)
      expect(ids.length).toBeGreaterThan(2 * 8 * (3 + 7 + 12))
      expect(await outbox.ids()).toEqual(ids)
      await crm.close()
    })
  })
})
