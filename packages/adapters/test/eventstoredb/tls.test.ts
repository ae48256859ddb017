import { eventstoredb } from '@clientele/adapters/eventstoredb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Certificate, newCertificate } from '../../../../test/servers/certificate.js'
import { failureOfOpening, opened } from '../sqlite/events.js'
import { all, newStream, rightOf, served } from './serving.js'

describe('a server with TLS', () => {
  let certificate: Certificate

  beforeAll(() => {
    certificate = newCertificate()
  })

  afterAll(() => certificate.remove())

  const secured = async (): Promise<string> => (await served({ tls: certificate })).connectionString()
  const at = (connectionString: string) => eventstoredb({ connectionString, patience: 2_000 })

  test.each(['unary', 'batch'] as const)('accepts events if its certificate is trusted (%s)', async (appendMode) => {
    const connectionString = `${await secured()}&tlsCAFile=${certificate.authority}`
    const store = await opened(eventstoredb({ connectionString, appendMode }))
    const { events } = rightOf(await store.append(newStream('a-1'))())
    expect(await all(store)).toEqual(events)
    await store.close()
  })

  test.each(['unary', 'batch'] as const)('accepts a password that must be encoded (%s)', async (appendMode) => {
    const server = await served({ tls: certificate, password: 'p@s:s/ w%rd' })
    const connectionString = `${server.connectionString()}&tlsCAFile=${certificate.authority}`
    const store = await opened(eventstoredb({ connectionString, appendMode, patience: 5_000 }))
    rightOf(await store.append(newStream('a-1'))())
    await store.close()
  })

  test('is refused if its certificate is not trusted', async () => {
    expect(await failureOfOpening(at(await secured()))).toEqual({
      error: 'StoreUnavailable',
      problem: 'The certificate of the server is not trusted: give its authority with tlsCAFile=FILE.',
    })
  })

  test('refuses a wrong password', async () => {
    const wrong = (await secured()).replace('changeit', 'guessed')
    const failure = await failureOfOpening(at(`${wrong}&tlsCAFile=${certificate.authority}`))
    expect(failure).toMatchObject({ error: 'StoreUnavailable', problem: expect.stringContaining('check the user') })
    expect(JSON.stringify(failure)).not.toContain('guessed')
  })

  test('is reported missing if the client requires TLS and the server has none', async () => {
    const { connectionString } = await served()
    const plain = connectionString().replace('127.0.0.1', 'localhost').replace('tls=false', 'tls=true')
    expect(await failureOfOpening(at(plain))).toMatchObject({ problem: expect.stringContaining('speaks no TLS') })
  })

  test('is unreachable without TLS, and the message mentions it', async () => {
    const plain = (await secured()).replace('tls=true', 'tls=false')
    expect(await failureOfOpening(at(plain))).toMatchObject({ problem: expect.stringContaining('tls=true') })
  })
})
