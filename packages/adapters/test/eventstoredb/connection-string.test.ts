import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { EventStoreDBClient } from '@eventstore/db-client'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { newCertificate } from '../../../../test/servers/certificate.js'
import {
  credentialsFor,
  discovers,
  hostOf,
  withOwnConnection,
} from '../../src/stores/eventstoredb/client/connection-string.js'
import { failureOfOpening } from '../sqlite/events.js'
import { newStream, rightOf, served, storeOn } from './serving.js'

// The address that the client itself would connect to.
const targetOf = async (connectionString: string): Promise<unknown> => {
  const client = EventStoreDBClient.connectionString(connectionString)
  return Reflect.get(client, 'resolveUri')()
}

describe('the connection string of a separate connection', () => {
  test.each(['esdb://localhost/', 'esdb://localhost', ' esdb://localhost// ', 'esdb://localhost:2113/'])(
    'leads to the same server: %j',
    async (connectionString) => {
      expect(await targetOf(withOwnConnection(connectionString, 10_000))).toBe('localhost:2113')
    },
  )

  test.each(['keepAliveInterval', 'keep-alive-interval', 'KEEP_ALIVE_INTERVAL', 'keepaliveinterval'])(
    'is not created if its setting is given: %s',
    (name) => {
      const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
      const given = `esdb://localhost?tls=false&${name}=1`
      EventStoreDBClient.connectionString(withOwnConnection(given, 10_000))
      expect(warn).toHaveBeenCalledWith(expect.stringContaining('KeepAliveInterval of 1 '))
      warn.mockRestore()
    },
  )

  test('differs from the previous one', () => {
    expect(withOwnConnection('esdb://localhost', 10_000)).not.toBe(withOwnConnection('esdb://localhost', 10_000))
  })
})

describe('the user of a connection string', () => {
  test.each([
    ['esdb://admin:changeit@host', 'admin', 'changeit'],
    ['esdb+discover://admin:p%40ss%3A@host:2113?tls=true', 'admin', 'p@ss:'],
    ['esdb://an%2Fna:pa/ss@host', 'an/na', 'pa/ss'],
  ])('is parsed like by the clients: %s', (connectionString, username, password) => {
    expect(credentialsFor(connectionString)).toEqual({ username, password })
    expect(hostOf(connectionString)).not.toContain('ss')
  })

  test('that cannot be decoded makes the string invalid', async () => {
    const failure = await failureOfOpening(eventstoredb({ connectionString: 'esdb://admin:100%@host' }))
    expect(failure).toMatchObject({ problem: expect.stringContaining('not understood') })
    expect(JSON.stringify(failure)).not.toContain('100%')
  })
})

describe('a file named by the connection string', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clientele-files-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const certificate = newCertificate()
  afterAll(() => certificate.remove())
  const createFile = (name: string, content: string): string => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  const [cert, key] = [createFile('user.crt', certificate.cert), createFile('user.key', certificate.key)]
  const another = newCertificate()
  afterAll(() => another.remove())
  const otherKey = createFile('other.key', another.key)
  const garbage = createFile('garbage', 'garbage')
  const noFile = '/nowhere/c a.crt'

  const failureWith = async (options: string) =>
    failureOfOpening(eventstoredb({ connectionString: `esdb://admin:changeit@localhost:1?${options}`, patience: 100 }))

  test.each([
    [`tlsCAFile=${noFile}`, `The file ${noFile} of tlsCAFile cannot be read: there is none.`],
    [`tls=true&TLS-ca-file=${encodeURIComponent(noFile)}`, `The file ${noFile} of tlsCAFile cannot be read`],
    [`tlsCAFile=${folder}`, `The file ${folder} of tlsCAFile cannot be read: it is a directory.`],
    [`userCertFile=${noFile}&userKeyFile=${key}`, `The file ${noFile} of userCertFile cannot be read`],
    [`userCertFile=${cert}&userKeyFile=${noFile}`, `The file ${noFile} of userKeyFile cannot be read`],
    [`userCertFile=${garbage}&userKeyFile=${key}`, `The file ${garbage} of userCertFile holds no certificate in PEM.`],
    [`userCertFile=${cert}&userKeyFile=${garbage}`, `The file ${garbage} of userKeyFile holds no private key in PEM.`],
    [
      `userCertFile=${cert}&userKeyFile=${otherKey}`,
      `The key in ${otherKey} is not that of the certificate in ${cert}.`,
    ],
    [`userCertFile=${cert}`, 'userCertFile and userKeyFile are given together'],
    [`tls=false&tlsCAFile=${noFile}&keepAliveTimeout=x`, 'The connection string is not understood'],
  ])('is reported with its problem: %s', async (options, problem) => {
    const failure = await failureWith(options)
    expect(failure).toMatchObject({ error: 'StoreUnavailable', problem: expect.stringContaining(problem) })
    expect(JSON.stringify(failure)).not.toContain('changeit')
  })

  test('that can be read has no problem', async () => {
    const failure = await failureWith(`tlsCAFile=${certificate.authority}&userCertFile=${cert}&userKeyFile=${key}`)
    expect(failure).toMatchObject({ problem: expect.stringContaining('The server is not reached') })
  })
})

test.each([
  ['esdb://a:2113?tls=false', false],
  ['esdb://user:pass,word@a:2113', false],
  ['esdb://a?connectionName=x,y', false],
  ['esdb://a,b', true],
  ['esdb+discover://a', true],
  ['kurrentdb+discover://user:pass@a?tls=true', true],
])('%s discovers a cluster first: %j', (connectionString, isSo) => {
  expect(discovers(connectionString)).toBe(isSo)
})

test('any timeout may be given, even infinite', async () => {
  const forEver = { patience: Number.POSITIVE_INFINITY, appendTimeout: Number.POSITIVE_INFINITY }
  const store = await storeOn(await served(), forEver)
  rightOf(await store.append(newStream('a-1'))())
})
