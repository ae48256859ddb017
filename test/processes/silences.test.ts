import { setTimeout as pause } from 'node:timers/promises'
import { fc } from '@fast-check/vitest'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newDatabase, onPostgres } from '../../packages/adapters/test/postgres/schemas.js'
import { givenEventStoreDb, notOnGivenServer, onGivenServer } from '../servers/own-event-store-db.js'
import { type Held, type NetworkProxy, startProxy } from '../servers/proxy.js'
import { type Child, isBuilt, startChild } from './children.js'
import { durableServer, givenOrTestServer, onKurrentDb, serverKind } from './durable.js'
import { report, seed, silences, timeout } from './sizes.js'
import { acknowledged, executeBeginning, expectSound, expectWhole, wholeLog } from './sound.js'

/** The patience of the stores of these processes, in milliseconds. */
const patience = 1_000

// For the work besides waiting, on a busy machine.
const margin = 3_000

/** Bytes pass for some milliseconds, then some bytes do not. */
type Silence = { readonly passing: number; readonly silent: number; readonly which: Held }

// Calls outlast the short silences; no call may wait for the end of the long ones.
const silence: fc.Arbitrary<Silence> = fc.record({
  passing: fc.integer({ min: 50, max: 600 }),
  silent: fc.oneof(
    fc.integer({ min: 10, max: patience }),
    fc.integer({ min: patience + margin + 100, max: patience + margin + 1_000 }),
  ),
  which: fc.constantFrom<Held[]>('everything', 'answers', 'connections'),
})

/** A period, in milliseconds. */
type Time = { readonly from: number; readonly to: number }

/** A period in which some bytes did not pass, and which. */
type SilentTime = Time & { readonly which: Held }

const goSilent = async (proxy: NetworkProxy): Promise<readonly SilentTime[]> => {
  const times: SilentTime[] = []
  for (const { passing, silent, which } of fc.sample(fc.noBias(silence), { numRuns: silences, seed })) {
    await pause(passing)
    const from = Date.now()
    proxy.hold(which)
    await pause(silent)
    times.push({ from, to: Date.now(), which })
    proxy.release()
  }
  return times
}

/** A server and its address. `reconnects`: if only connections are silent, its store detects them and opens others. */
type Server = { readonly kind: string; readonly url: string; readonly reconnects?: true }

const here = /(127\.0\.0\.1|localhost):\d+/

const withPort = (url: string, port: number): string => url.replace(here, `127.0.0.1:${port}`)

// The proxy is on this machine, so the server must be too.
const [where, newServer] =
  givenEventStoreDb === null || here.test(givenEventStoreDb)
    ? [onGivenServer, givenOrTestServer]
    : [notOnGivenServer, durableServer]

const proxyTo = async (url: string): Promise<NetworkProxy> => {
  const proxy = await startProxy(Number(/:(\d+)[/?]/.exec(url)?.[1]))
  onTestFinished(async () => {
    proxy.release()
    await proxy.stop()
  })
  return proxy
}

type Call = Time & { readonly outcome: string; readonly commandId: string }

const callsOf = ({ lines }: Child): readonly Call[] =>
  lines
    .map((line) => line.split(' '))
    .filter(([word]) => word === 'call')
    .map(([, from, to, outcome = '', commandId = '']) => ({ from: Number(from), to: Number(to), outcome, commandId }))

const untilFirst = async (children: readonly Child[]): Promise<void> => {
  while (!children.every(({ lines, process }) => lines.length > 0 || process.exitCode !== null)) await pause(5)
}

const endOf = async (children: readonly Child[]): Promise<void> => {
  for (const { process } of children) process.stdin?.end()
  expect(await Promise.all(children.map(({ ended }) => ended))).toEqual(children.map(() => 0))
}

const spentIn = (call: Time, silence: Time): number => Math.min(call.to, silence.to) - Math.max(call.from, silence.from)

/** The longest wait of a call in one silence, in milliseconds. */
const longestIn = (calls: readonly Call[], times: readonly Time[]): number =>
  Math.max(...calls.flatMap((call) => times.map((time) => spentIn(call, time))))

const isWithin = (call: Call, time: Time): boolean => call.from >= time.from && call.to <= time.to

// A command that finds several of its connections silent, one after another, continues to the end of its calls: so
// every silence that is long enough must complete some command.
const expectDone = (calls: readonly Call[], lost: readonly SilentTime[]): void => {
  const long = lost.filter(({ from, to }) => to - from > patience + margin)
  const stuck = long.filter((time) => !calls.some((call) => call.outcome === 'done' && isWithin(call, time)))
  expect(stuck, `CLIENTELE_SEED=${seed}`).toEqual([])
}

type Went = { readonly calls: readonly Call[]; readonly silent: readonly Time[]; readonly children: readonly Child[] }

// A command of several appends can meet several silences: it waits for each of them.
const expectAnswered = ({ calls, silent, children }: Went): void => {
  const seeded = `CLIENTELE_SEED=${seed}`
  expect(longestIn(calls, silent), seeded).toBeLessThan(patience + margin)
  const unexpected = calls.filter(({ outcome }) => outcome !== 'done' && outcome !== 'StoreUnavailable')
  expect(unexpected, seeded).toEqual([])
  expect(
    children.flatMap(({ lines }) => lines.filter((line) => line.startsWith('other '))),
    seeded,
  ).toEqual([])
}

const expectNothingLost = async ({ kind, url, reconnects }: Server): Promise<void> => {
  await executeBeginning(url)
  const proxy = await proxyTo(url)
  const children = ['north', 'south'].map((name) =>
    startChild('./persistent.mjs', withPort(url, proxy.port), name, String(patience)),
  )
  await untilFirst(children)
  const times = await goSilent(proxy)
  await endOf(children)
  const calls = children.flatMap(callsOf)
  const lost = reconnects ? times.filter(({ which }) => which === 'connections') : []
  const silent = times.filter((time) => !lost.includes(time))
  expectDone(calls, lost)
  expectAnswered({ calls, silent, children })
  const ids = children.flatMap(acknowledged)
  const log = await wholeLog(url)
  expectWhole(log, ids)
  expectSound(log)
  const again = calls.length - new Set(calls.map(({ commandId }) => commandId)).size
  report(
    `${kind}: ${silences} silences (CLIENTELE_SEED=${seed}): ${ids.length} acknowledged commands are there once, ` +
      `${again} calls were repeated, none waited longer than ${longestIn(calls, silent)} ms in one silence` +
      (lost.length === 0 ? '' : `, and commands were done in all that left new connections a way (${lost.length})`),
  )
}

describe.skipIf(!isBuilt)('a network with repeated silences (needs the build)', () => {
  const name = 'loses nothing acknowledged, repeats nothing, and holds nobody up'

  if (!onKurrentDb)
    onPostgres('between processes and PostgreSQL', () => {
      test(name, { timeout }, async () => {
        const { url, drop } = await newDatabase()
        onTestFinished(drop)
        await expectNothingLost({ kind: 'PostgreSQL', url, reconnects: true })
      })
    })

  test(`between processes and ${serverKind}${where}: ${name}`, { timeout }, async () => {
    await expectNothingLost(await newServer())
  })
})
