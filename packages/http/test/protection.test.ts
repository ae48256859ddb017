import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clienteleHttp } from '../src/index.js'
import { fillRegister, type ServedRegister, servedRegister } from './served.js'

let register: ServedRegister

beforeAll(async () => {
  register = await servedRegister([['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }]])
})

afterAll(() => register.close())

/** Sends raw bytes, and reads the response. */
const sendBytes = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(register.served.port, '127.0.0.1', () => socket.end(bytes))
    socket.on('data', (chunk) => {
      answer += String(chunk)
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })

const statusOf = (answer: string): string => answer.split(' ')[1] ?? ''

describe('an unauthenticated client', () => {
  test.each(['/', '/views/customerList', '/changes', '/openapi.json', '/audit/changes', '/commands', '/nothing'])(
    'gets no data of %s',
    async (path) => {
      const response = await fetch(`${register.at}${path}`)
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toContain('Bearer')
      expect(await response.text()).not.toContain('Acme')
    },
  )

  test.each(['', 'x', 'Bearer', 'Bearer x', 'Basic YW5uYTphbm5h'])(
    'stays unauthenticated with the header "%s"',
    async (authorization) => {
      expect((await fetch(`${register.at}/`, { headers: { authorization } })).status).toBe(401)
    },
  )

  test('gets a page if a page is requested', async () => {
    const response = await fetch(`${register.at}/`, { headers: { accept: 'text/html', 'accept-language': 'et' } })
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="clientele"'])
    expect(await response.text()).toContain('<html lang="et">')
  })

  test('is redirected to the login of the host', async () => {
    const http = clienteleHttp({ crm: register.crm, who: () => null, loginUrl: 'https://example.com/login?to=crm' })
    const page = await http.fetch(new Request('http://localhost/', { headers: { accept: 'text/html' } }))
    expect([page.status, await page.text()]).toEqual([
      401,
      expect.stringContaining('<a href="https://example.com/login?to=crm">'),
    ])
    http.close()
  })

  test.each([
    ['no actor', undefined],
    ['no id', {}],
    ['an id that is missing in the session', { by: undefined }],
    ['the id alone', 'anna'],
    ['a list', { by: ['anna'] }],
  ])('never acts as the service, with every right: `who` returns %s', async (_, actor) => {
    const failures: unknown[] = []
    const http = clienteleHttp({
      crm: register.crm,
      who: () => actor as never,
      onError: (error) => failures.push(error),
    })
    for (const path of ['/views/customerList', '/customers', '/audit/changes', '/health'])
      expect((await http.fetch(new Request(`http://localhost${path}`))).status).toBe(500)
    expect(failures).toHaveLength(4)
    expect(String(failures[0])).toContain('`who` returns `{ by }`')
    http.close()
  })

  test('gets only the state of the health', async () => {
    expect(await (await fetch(`${register.at}/health`)).text()).toBe('ok')
    expect(await (await register.ask('/health')).json()).toMatchObject({ status: 'ok', position: '3' })
  })
})

describe('users in a browser', () => {
  const shown = async (by: string, path: string) => {
    const http = clienteleHttp({ crm: register.crm, who: () => ({ by }) })
    const answer = await http.fetch(new Request(`http://localhost${path}`, { headers: { accept: 'text/html' } }))
    http.close()
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
  }

  test('get a page that says they are not employees, or have left', async () => {
    await register.crm.executeUnknown({ type: 'DeactivateEmployee', data: { employeeId: 'bert' } })
    for (const by of ['nobody-such', 'bert']) {
      const { status, type, text } = await shown(by, '/customers')
      expect([status, type]).toEqual([403, expect.stringContaining('text/html')])
      expect(text).toContain('<h1>Clientele</h1>')
      expect(text).not.toContain('Acme')
    }
  })

  test('get a page that says an address does not exist', async () => {
    expect(await shown('anna', '/nothing-here')).toMatchObject({
      status: 404,
      type: expect.stringContaining('text/html'),
      text: expect.stringContaining('There is nothing at this address.'),
    })
  })
})

describe('the login address with the token', () => {
  test('sets a cookie and redirects to the address without it', async () => {
    expect(register.served.token.length).toBeGreaterThanOrEqual(22)
    const response = await fetch(register.served.url, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=(Lax|Strict)/)
    expect(cookie).not.toContain(register.served.token)
    const headers = { cookie: cookie.split(';')[0] ?? '' }
    expect((await fetch(`${register.at}/views/customerList`, { headers })).status).toBe(200)
  })

  test('does not work with another token', async () => {
    const response = await fetch(`${register.at}/?token=${'x'.repeat(32)}`, { redirect: 'manual' })
    expect([response.status, response.headers.get('set-cookie')]).toEqual([401, null])
  })
})

describe('requests from other sites', () => {
  test.each(['null', 'http://evil.example', `http://localhost:1`, 'nonsense'])('are refused: %s', async (origin) => {
    expect((await register.ask('/views/customerList', { headers: { origin } })).status).toBe(403)
    expect((await register.post({ type: 'ArchiveCustomer', data: { customerId: 'acme' } }, { origin })).status).toBe(
      403,
    )
  })

  test('include those that a browser marks as cross-site', async () => {
    const command = { type: 'ArchiveCustomer', data: { customerId: 'acme' } }
    expect((await register.post(command, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  test('include those for another host name', async () => {
    const asking = (host: string) =>
      sendBytes(
        `GET /views/customerList HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${register.served.token}\r\nConnection: close\r\n\r\n`,
      )
    expect(statusOf(await asking('evil.example'))).toBe('421')
    expect(statusOf(await asking(`127.0.0.1:${register.served.port}`))).toBe('200')
  })

  test('include no host by the case of its letters', async () => {
    const http = clienteleHttp({ crm: register.crm, who: () => ({ by: 'anna' }), hosts: ['CRM.example.com'] })
    const statuses = ['http://crm.example.com/health', 'http://example.com/health'].map(
      async (url) => (await http.fetch(new Request(url))).status,
    )
    expect(await Promise.all(statuses)).toEqual([200, 421])
    http.close()
  })

  test('do not include those of our own pages', async () => {
    expect((await register.ask('/views/customerList', { headers: { origin: register.at } })).status).toBe(200)
  })
})

describe('every answer', () => {
  test('of /changes is stored by no cache', async () => {
    const response = await register.ask('/changes')
    expect(response.headers.get('cache-control')).toBe('no-store')
    await response.body?.cancel()
  })

  test.each(['/', '/health', '/views/customerList', '/nothing', '/assets/office.css', '/openapi.json'])(
    'of %s has security headers',
    async (path) => {
      const { headers } = await register.ask(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toMatch(/no-store|private/)
      expect(headers.get('referrer-policy')).toBe('same-origin')
      const policy = headers.get('content-security-policy') ?? ''
      for (const one of ['frame-ancestors', 'base-uri', 'form-action']) expect(policy).toContain(one)
      expect(policy).not.toContain('unsafe')
    },
  )

  test.each([
    ['PUT', '/commands', 'POST'],
    ['GET', '/commands', 'POST'],
    ['DELETE', '/views/customerList', 'GET, HEAD'],
    ['POST', '/health', 'GET, HEAD'],
    ['PATCH', '/changes', 'GET, HEAD'],
  ])('to %s %s has an accepted method', async (method, path, allow) => {
    const response = await register.ask(path, { method })
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
  })

  test.each([
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/assets/..%2fpackage.json',
    '//evil.example',
    '/%ff',
    '/%00',
  ])('of %s reveals no internals', async (path) => {
    const answer = await sendBytes(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${register.served.port}\r\nAuthorization: Bearer ${register.served.token}\r\nConnection: close\r\n\r\n`,
    )
    expect(statusOf(answer)).toMatch(/^4\d\d$/)
    expect(answer).not.toMatch(/root:|at .*\.js:|node_modules/)
  })
})

describe('a handler', () => {
  const given = { crm: {}, who: () => null }

  test.each([
    [{ ...given, hosts: 'example.com' }, 'clienteleHttp: `hosts` is a list of texts.'],
    [{ ...given, base: '/crm/' }, 'clienteleHttp: `base` is a text that fits /^(\\/[^/?#]+)*$/.'],
    [{ ...given, base: 'crm' }, 'clienteleHttp: `base` is a text that fits /^(\\/[^/?#]+)*$/.'],
    [{ ...given, host: ['a'] }, 'clienteleHttp: `host` is no option; did you mean `hosts`?'],
    [{ ...given, maxBody: -1 }, 'clienteleHttp: `maxBody` is a whole number, at least 1.'],
    [{ crm: {} }, 'clienteleHttp: `who` is a function.'],
  ])('refuses malformed options by name: %j', (options, problem) => {
    expect(() => clienteleHttp(options as never)).toThrow(problem)
  })

  test.each([
    ['throws', () => expect.fail()],
    [
      'rejects',
      async () => {
        throw new TypeError('no log')
      },
    ],
  ])('answers even if the receiver of its errors %s', async (_, onError) => {
    const who = () => {
      throw new TypeError('no session')
    }
    const http = clienteleHttp({ crm: register.crm, who, onError })
    expect((await http.fetch(new Request('http://localhost/health'))).status).toBe(500)
    await new Promise((resolve) => setImmediate(resolve))
    http.close()
  })

  test('answers 503 while the register cannot be reached', async () => {
    const crm = await fillRegister([['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }]])
    const http = clienteleHttp({ crm, who: () => ({ by: 'anna' }) })
    await crm.close()
    for (const path of ['/views/customerCard?customerId=acme', '/changes']) {
      const response = await http.fetch(new Request(`http://localhost${path}`))
      expect([response.status, await response.json()]).toMatchObject([503, { error: 'StoreClosed' }])
    }
    http.close()
  })
})

test('the server stops even with open streams of changes', async () => {
  const other = await servedRegister()
  const response = await other.ask('/changes')
  const began = Date.now()
  await other.close()
  expect(Date.now() - began).toBeLessThan(5_000)
  await response.body?.cancel().catch(() => undefined)
})

describe('a form', () => {
  test('has a limited size', async () => {
    const body = new URLSearchParams({ cell: 'x'.repeat(2 ** 20) })
    expect((await register.ask('/responsibilities', { method: 'POST', body })).status).toBe(413)
  })

  test.each(['', '[]', '[1]', '{}', '["customer","acme","nobody",true]', '["customer",null,null,true]'])(
    'with meaningless fields changes nothing: %s',
    async (cell) => {
      const { position } = (await register.crm.health()).views.mark ?? { position: '' }
      const response = await register.ask('/responsibilities', { method: 'POST', body: new URLSearchParams({ cell }) })
      expect(response.status).toBe(422)
      expect((await register.crm.health()).views.mark?.position).toBe(position)
    },
  )

  test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'redirects to no other site: %s',
    async (back) => {
      const body = new URLSearchParams({ language: 'fi', back })
      const response = await register.ask('/language', { method: 'POST', body, redirect: 'manual' })
      expect(response.headers.get('location')).toBe('/')
    },
  )
})

test('two hundred connections are served at once', async () => {
  const answers = await Promise.all(Array.from({ length: 200 }, () => register.ask('/views/responsibilityMatrix')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})
