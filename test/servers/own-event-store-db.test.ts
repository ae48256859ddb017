import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { EventStoreDBClient } from '@eventstore/db-client'
import { expect, inject, onTestFinished, test } from 'vitest'
import { forKurrentDb, givenUrlIn } from './own-event-store-db.js'

const run = promisify(execFile)
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** A server that was not started by this run, like a real one. */
const serverElsewhere = async (): Promise<string> => {
  const server = spawn(process.execPath, [at('./eventstoredb/main.mjs'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(server, 'exit')
  onTestFinished(async () => {
    server.kill('SIGTERM')
    await ended
  })
  const [connectionString] = await once(createInterface({ input: server.stdout }), 'line')
  return String(connectionString)
}

const environmentFor = (url: string): NodeJS.ProcessEnv => {
  const postgres = inject('postgres')
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))
  return {
    ...Object.fromEntries(own),
    ...('url' in postgres ? { DATABASE_URL: postgres.url } : {}),
    CLIENTELE_STORES: 'all',
    EVENTSTOREDB_URL: url,
  }
}

const passedOn = async (url: string): Promise<unknown> => {
  const vitest = at('../../node_modules/vitest/vitest.mjs')
  const { stdout } = await run(
    process.execPath,
    [vitest, 'run', 'test/journeys/closing.test.ts', '-t', 'on EventStoreDB of EVENTSTOREDB_URL', '--reporter=json'],
    { cwd: at('../..'), env: environmentFor(url) },
  )
  return JSON.parse(stdout.slice(stdout.indexOf('{')))
}

const streamsOn = async (url: string): Promise<readonly string[]> => {
  const client = EventStoreDBClient.connectionString(url)
  onTestFinished(() => client.dispose())
  const names = new Set<string>()
  for await (const { event } of client.readAll()) if (event !== undefined) names.add(event.streamId)
  return [...names].filter((name) => !name.startsWith('$user'))
}

const ownPrefix = /^(?:\$\$)?(test_[0-9a-f]{32})\.(.+)$/

test('tests on the server of EVENTSTOREDB_URL have their own prefixes', { timeout: 120_000 }, async () => {
  const url = await serverElsewhere()
  expect(await passedOn(url)).toMatchObject({ success: true, numPassedTests: 2 })
  const names = await streamsOn(url)
  expect(names.filter((name) => !ownPrefix.test(name))).toEqual([])
  const prefixes = new Set(names.map((name) => ownPrefix.exec(name)?.[1]))
  const employees = [...prefixes].map((one) => names.filter((name) => name.startsWith(`${one}.employee-`)).length)
  expect(employees.sort((a, b) => a - b)).toEqual([1, 200])
})

test.each([
  'http://127.0.0.1:2113',
  'kurrentdb://one:2113',
  'esdb://',
  '127.0.0.1:2113',
  'esdb://127.0.0.1:2113?prefix=mine',
])('EVENTSTOREDB_URL=%s is refused with the expected format', (url) => {
  expect(() => givenUrlIn({ EVENTSTOREDB_URL: url })).toThrow(/EVENTSTOREDB_URL must look like esdb:/)
})

test.each([
  [undefined, null],
  ['', null],
  ['esdb://127.0.0.1:2113?tls=false', 'esdb://127.0.0.1:2113?tls=false'],
  ['esdb+discover://user:word@one,two:2113', 'esdb+discover://user:word@one,two:2113'],
])('EVENTSTOREDB_URL=%s names the server %s', (url, named) => {
  expect(givenUrlIn({ EVENTSTOREDB_URL: url })).toBe(named)
})

test.each([
  ['esdb://one:2113?tls=false', 'kurrentdb://one:2113?tls=false&discoveryInterval=10'],
  ['esdb+discover://one:2113', 'kurrentdb+discover://one:2113?discoveryInterval=10'],
])('%s is %s for the client of KurrentDB', (url, expected) => {
  expect(forKurrentDb(url)).toBe(expected)
})
