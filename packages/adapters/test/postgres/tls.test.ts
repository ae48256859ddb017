import { readFileSync } from 'node:fs'
import { type PostgresOptions, postgres } from '@clientele/adapters/postgres'
import { afterAll, describe, expect, test } from 'vitest'
import { type Certificate, newCertificate } from '../../../../test/servers/certificate.js'
import { type PostgresServer, startPostgres } from '../../../../test/servers/postgres.js'
import { failureOfOpening, newStream, opened, rightOf } from '../sqlite/events.js'
import { url as urlOfRun } from './schemas.js'

// A separate server, because the shared server of the test run must not require TLS.
const certificate: Certificate = newCertificate()
const server: PostgresServer | string = await startPostgres({}, certificate)
const reason = typeof server === 'string' ? ` (${server})` : ''

describe.skipIf(typeof server === 'string')(`a PostgreSQL that demands TLS${reason}`, () => {
  const address = typeof server === 'string' ? '' : server.url

  afterAll(async () => {
    if (typeof server !== 'string') await server.dispose()
    certificate.remove()
  })

  const at = (query: string, options: Partial<PostgresOptions> = {}) =>
    postgres({ connectionString: `${address}${query}`, patience: 200, ...options })

  test.each(['require', 'verify-full'])(
    'accepts events with sslmode=%s if its certificate is trusted',
    async (mode) => {
      const store = await opened(at(`?sslmode=${mode}&sslrootcert=${certificate.authority}`))
      rightOf(await store.append(newStream(`tls-${mode}`))())
      await store.close()
    },
  )

  test('accepts events with the tls option', async () => {
    const store = await opened(at('', { tls: { ca: readFileSync(certificate.authority) } }))
    rightOf(await store.append(newStream('tls-option'))())
    await store.close()
  })

  test.each(['require', 'verify-full'])(
    'is refused with sslmode=%s if its certificate is not trusted',
    async (mode) => {
      expect(await failureOfOpening(at(`?sslmode=${mode}`))).toEqual({
        error: 'StoreUnavailable',
        problem: expect.stringContaining('certificate of PostgreSQL is not trusted'),
      })
    },
  )

  test('refuses connections without TLS, and says so', async () => {
    expect(await failureOfOpening(at(''))).toEqual({
      error: 'StoreUnavailable',
      problem: expect.stringContaining('sslmode=verify-full where it demands TLS'),
    })
  })

  test('is reported missing if the client requires TLS and the server has none', async () => {
    const plain = new URL(urlOfRun)
    plain.searchParams.set('sslmode', 'require')
    expect(await failureOfOpening(postgres({ connectionString: plain.href, patience: 200 }))).toEqual({
      error: 'StoreUnavailable',
      problem: expect.stringContaining('speaks no TLS'),
    })
  })
})
