import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type ServingProcess, serveInProcess } from './served.js'

let served: ServingProcess

beforeEach(async () => {
  served = await serveInProcess()
})

afterEach(() => served.end())

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s ends a served register within five seconds, whether streams are open or not',
  async (signal) => {
    const at = `http://127.0.0.1:${served.port}`
    const headers = { authorization: `Bearer ${served.token}` }
    const streams = await Promise.all(Array.from({ length: 20 }, () => fetch(`${at}/changes`, { headers })))
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200))
    const began = performance.now()
    served.child.kill(signal)
    const [[code]] = await Promise.all([
      once(served.child, 'close'),
      ...streams.map((stream) => stream.text().catch(() => 'cut')),
    ])
    expect(code).toBe(0)
    expect(performance.now() - began).toBeLessThan(5_000)
  },
)
