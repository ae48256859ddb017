import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clienteleHttp } from '../src/index.js'
import { countOf } from './handled.js'
import { answerIn, type Given, type ServedRegister, servedRegister } from './served.js'

let register: ServedRegister

const many: readonly Given[] = Array.from({ length: 1_500 }, (_, number) => [
  'RegisterCustomer',
  { customerId: `c${number}`, name: `Customer ${number}`, contactInfo: { street: 'x'.repeat(200) } },
])

// A separate folder, because other tests write files at the same time.
const { TMPDIR: usual } = process.env
const own = mkdtempSync(join(tmpdir(), 'clients-'))

beforeAll(async () => {
  process.env.TMPDIR = own
  register = await servedRegister(many)
}, 60_000)

afterAll(async () => {
  await register.close()
  if (usual === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = usual
  rmSync(own, { recursive: true })
})

/** Opens a connection and sends bytes; it is read only on request. */
const openSocket = (bytes: string | Buffer): Promise<Socket> =>
  new Promise((resolve) => {
    const socket = connect(register.served.port, '127.0.0.1', () => socket.write(bytes, () => resolve(socket)))
    socket.on('error', () => undefined)
  })

/** Everything a connection receives until it is closed. */
const received = async (socket: Socket): Promise<string> => {
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  return text
}

const head = (method: string, path: string, ...headers: readonly string[]): string =>
  [
    `${method} ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${register.served.port}`,
    `Authorization: Bearer ${register.served.token}`,
    ...headers,
    '\r\n',
  ].join('\r\n')

const answered = async (bytes: string | Buffer): Promise<string> => received(await openSocket(bytes))

const statusOf = (answer: string): number => Number(answer.split(' ')[1])

const folders = (): readonly string[] => readdirSync(own)

const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; !isSo() && tries < 100; tries += 1) await sleep(50)
}

describe('a client that disconnects', () => {
  test.each([0, 5, 50, 200])('while receiving a file leaves nothing behind: after %s ms', async (wait) => {
    const before = folders()
    for (const path of ['/download/customerListing.xlsx', '/download/customerListing.csv']) {
      const socket = await openSocket(head('GET', path))
      await sleep(wait)
      socket.resetAndDestroy()
    }
    await until(() => folders().every((name) => before.includes(name)))
    expect(folders().filter((name) => !before.includes(name))).toEqual([])
    expect(register.failures).toEqual([])
  })

  test.each(['csv', 'xlsx'])('before the first byte of a file leaves nothing behind: %s', async (ending) => {
    const http = clienteleHttp({ crm: register.crm, who: () => ({ by: 'anna' }) })
    const before = folders()
    const address = `http://localhost/download/customerListing.${ending}`
    await (await http.fetch(new Request(address))).body?.cancel()
    const leaving = new AbortController()
    await http.fetch(new Request(address, { signal: leaving.signal }))
    leaving.abort()
    await http.fetch(new Request(address, { method: 'HEAD' }))
    await until(() => folders().every((name) => before.includes(name)))
    expect(folders().filter((name) => !before.includes(name))).toEqual([])
  })

  test('while sending a body has executed nothing, and causes no failure', async () => {
    const before = await countOf(register.crm)
    for (const framing of ['Content-Length: 100', 'Transfer-Encoding: chunked']) {
      const type = 'Content-Type: application/x-www-form-urlencoded'
      const socket = await openSocket(`${head('POST', '/special-groups', type, framing)}name=x`)
      await sleep(50)
      socket.resetAndDestroy()
    }
    await sleep(200)
    expect([await countOf(register.crm), register.failures]).toEqual([before, []])
  })
})

test('two hundred clients of the stream of changes delay no command, whether they read or not', async () => {
  const bytes = head('GET', '/changes', 'Last-Event-ID: 0')
  const sockets = await Promise.all(Array.from({ length: 200 }, () => openSocket(bytes)))
  let responses = 0
  for (const socket of sockets.slice(100))
    socket.on('data', (chunk) => {
      if (String(chunk).includes('customer-c1499')) responses += 1
    })
  expect((await register.ask('/views/customerList?limit=1')).status).toBe(200)
  expect(responses).toBeLessThan(90)
  for (const socket of sockets) socket.destroy()
  expect(register.failures).toEqual([])
}, 60_000)

test('incomplete headers are cut off after a timeout', async () => {
  const [silent, half] = [await openSocket(''), await openSocket('GET /health HTTP/1.1\r\nHost:')]
  const drip = setInterval(() => half.write(' '), 500)
  const began = performance.now()
  const answers = await Promise.all([received(silent), received(half)])
  clearInterval(drip)
  expect(performance.now() - began).toBeLessThan(14_000)
  expect(answers.map(statusOf)).toEqual([408, 408])
}, 20_000)

describe('a body', () => {
  const json = 'Content-Type: application/json'
  const end = 'Connection: close'
  const sized = (body: string | Buffer, ...headers: readonly string[]): Promise<string> => {
    const bytes = Buffer.from(body)
    const lines = head('POST', '/commands', json, end, `Content-Length: ${bytes.length}`, ...headers)
    return answered(Buffer.concat([Buffer.from(lines), bytes]))
  }
  const command = (customerId: string): string =>
    JSON.stringify({ type: 'RegisterCustomer', data: { customerId, name: 'New Oy' } })
  const padded = (body: string, size: number): string => `${' '.repeat(size - body.length)}${body}`
  const most = 2 ** 20

  test('of the maximum size is accepted, of one more byte refused, with or without a declared length', async () => {
    const chunked = (body: string) => {
      const lines = head('POST', '/commands', json, end, 'Transfer-Encoding: chunked')
      return answered(`${lines}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`)
    }
    expect(statusOf(await sized(padded(command('a1'), most)))).toBe(201)
    expect(statusOf(await sized(padded(command('a2'), most + 1)))).toBe(413)
    expect(statusOf(await chunked(padded(command('a3'), most)))).toBe(201)
    expect(statusOf(await chunked(padded(command('a4'), most + 1)))).toBe(413)
  })

  test('is plain UTF-8, with or without a byte order mark', async () => {
    expect(statusOf(await sized(`\ufeff${command('b1')}`))).toBe(201)
    expect(statusOf(await sized(gzipSync(command('b2')), 'Content-Encoding: gzip'))).toBe(415)
    expect(statusOf(await sized(Buffer.from(command('b3'), 'utf16le')))).toBe(400)
    expect(statusOf(await sized(Buffer.from(command('b4').replace('New', 'N\xe4w'), 'latin1')))).toBe(400)
  })

  test.each([
    ['very deep', `{"type":"RegisterCustomer","data":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`],
    ['lists in lists', '['.repeat(400_000)],
    [
      'beyond exact numbers',
      '{"type":"RegisterCustomer","data":{"customerId":"n","name":"N","number":9007199254740993}}',
    ],
    ['beyond all numbers', '{"type":"RegisterCustomer","data":{"customerId":"n","name":"N","number":1e400}}'],
    ['of a prototype', '{"__proto__":{"type":"RegisterCustomer"},"data":{"customerId":"n","name":"N"}}'],
  ])('is refused: %s', async (_what, body) => {
    const before = await countOf(register.crm)
    expect(statusOf(await sized(body))).toBe(400)
    expect([await countOf(register.crm), register.failures]).toEqual([before, []])
  })
})

describe('concurrently', () => {
  const rename = (name: string) => ({ type: 'ChangeCustomerDetails', data: { customerId: 'c1', changes: { name } } })

  test('requests with one idempotency key execute once, with the same answer', async () => {
    const before = await countOf(register.crm)
    const asking = Array.from({ length: 10 }, () => register.post(rename('Once'), { 'idempotency-key': 'same' }))
    const answers = await Promise.all((await Promise.all(asking)).map(async (one) => [one.status, await one.text()]))
    expect(new Set(answers.map((one) => one.join(' '))).size).toBe(1)
    expect(await countOf(register.crm)).toBe(before + 1)
  })

  test('only one of ten requests with the same entity tag may change the record', async () => {
    const tag = (await register.ask('/views/customerCard?customerId=c1')).headers.get('etag') ?? ''
    const names = Array.from({ length: 10 }, (_, number) => `Name ${number}`)
    const answers = await Promise.all(names.map((name) => register.post(rename(name), { 'if-match': tag })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 412)])
    expect((await answerIn(answers.find(({ status }) => status === 412) ?? new Response('{}'))).error).toBe('OutOfDate')
  })
})

test('the login address with the token redirects to no other host', async () => {
  const answer = await answered(head('GET', `//evil.example/?token=${register.served.token}`, 'Connection: close'))
  expect(/^location: (.*)$/im.exec(answer)?.[1]).toBe('/evil.example/')
})
