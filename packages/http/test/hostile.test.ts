import type { Clientele } from '@clientele/adapters'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditQuestions, viewQuestions } from '../src/requests/questions.js'
import { crawl, type FormOfPage, type Visited } from './crawling.js'
import { countOf, createHandler, type Handled } from './handled.js'
import { fillRegister, type Given } from './served.js'

const markup = `"><script>alert(1)</script><img src=x onerror=alert(1)> ' onclick=' \u202e`

const texts = [
  ...['\0', 'a\0b', '\u0001', '\u007f', '\u202eabc', '__proto__', 'constructor', '../..', '..%2f..%2fetc', '%', '€'],
  ...['2026-02-30', '0001-01-01', '9999-12-31', '-1', '9007199254740993', '1e308', 'NaN', 'null', '[]', '{}', '=cmd()'],
  ...['customer:', ':', 'customer:__proto__', '\r\nX: y', "' or 1=1 --", 'x'.repeat(5_000), markup],
]
/** Encoded for a URL; the last ones are no valid text. */
const inAddresses = [...texts.map(encodeURIComponent), '%ff', '%', '%ED%A0%80', '%C0%80']

/** Distributes values: each place gets the next ones, so that every kind of page gets all of them. */
const createShares = (size: number): (<T>(values: readonly T[]) => readonly T[]) => {
  let at = 0
  return (values) => Array.from({ length: size }, () => values[at++ % values.length]).filter((one) => one !== undefined)
}

const given: readonly Given[] = [
  ['RegisterEmployee', { employeeId: 'cleo', name: `Cleo ${markup}`, salesperson: true }],
  ['DefineRole', { roleId: 'r', name: `Role ${markup}`, kind: 'customer' }],
  ['CreateCustomerGroup', { groupId: 'g', name: `Group ${markup}` }],
  ['CreateSpecialGroup', { specialGroupId: 's', name: `Special ${markup}`, legend: markup }],
  ['RegisterCustomer', { customerId: 'acme', name: `Acme ${markup}`, contactInfo: { street: markup } }],
  ['RegisterContact', { personId: 'pia', firstName: markup, lastName: `Pia ${markup}` }],
  ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'g' }],
  ['AddCustomersToSpecialGroup', { customerIds: ['acme'], specialGroupId: 's' }],
  ['LinkContactToCompany', { personId: 'pia', customerId: 'acme' }],
  ['RegisterProject', { projectId: 'p', customerId: 'acme', name: `Project ${markup}` }],
  ['AssignResponsible', { customerId: 'acme', employeeId: 'cleo', roleId: 'r' }],
  ['SetMarketingBan', { personId: 'pia', channel: 'email', reason: markup }],
  ['WriteNote', { links: { personIds: ['pia'], customerIds: ['acme'] }, text: markup }],
  ['AddLegalEntity', { customerId: 'acme', legalEntityId: 'le', name: markup }],
  ['OpenPersonalAccount', { customerId: 'acme', accountId: 'ac', name: markup }],
]

let crm: Clientele
let office: Handled
let pages: readonly Visited[]

beforeAll(async () => {
  crm = await fillRegister(given)
  office = createHandler(crm)
  const visited: Visited[] = []
  for await (const page of crawl((path) => office.ask(path))) visited.push(page)
  pages = visited
})

afterAll(() => crm.close())

const isHtml = (response: Response): boolean => response.headers.get('content-type')?.includes('html') === true

/** Returns the fault of a response, for any request: it failed, it executes input, or no server can send it. */
const faultIn = async (response: Response): Promise<string | null> => {
  if (response.headers.get('content-type')?.includes('event-stream') === true) {
    await response.body?.cancel()
    return null
  }
  const text = await response.text()
  if (response.status >= 500) return `${response.status}`
  if (isHtml(response) && /<script>alert|<img src=x| onclick='/.test(text)) return 'markup of others'
  const invalid = [...response.headers].find(([, value]) => value.length > 8_000 || /[^\x20-\x7e]/.test(value))
  return invalid === undefined ? null : `the header ${invalid[0]}`
}

const faultsOf = async (asking: Iterable<readonly [what: string, ask: () => Promise<Response>]>) => {
  const faults: string[] = []
  for (const [what, ask] of asking) {
    const fault = await faultIn(await ask())
    if (fault !== null) faults.push(`${what}: ${fault}`)
  }
  return faults
}

describe('any values in the address', () => {
  const get = (path: string) => [path, () => office.ask(path)] as const

  test.each([
    ['views', viewQuestions()],
    ['audit', auditQuestions()],
  ])(
    'of %s are answered or refused by name, and append nothing',
    async (kind, questions) => {
      const some = createShares(4)
      const before = await countOf(crm)
      const asking = [...questions.values()].flatMap(({ name, fields }) =>
        [...fields.keys(), 'knownAt'].flatMap((field) =>
          some(inAddresses).map((value) => get(`/${kind}/${name}?${field}=${value}`)),
        ),
      )
      expect(await faultsOf(asking)).toEqual([])
      expect([office.failures, await countOf(crm)]).toEqual([[], before])
    },
    60_000,
  )

  test('of a page are shown or refused, as an id and as a parameter', async () => {
    const before = await countOf(crm)
    const some = createShares(3)
    const ids = ['customers', 'contacts', 'groups', 'special-groups', 'views', 'audit', 'download', 'assets', 'nothing']
    const parts = ['', '/merge', '/delete', '/erase', '/data.json', '/data.html', '/history', '/nothing']
    const names = ['asOf', 'knownAt', 'offset', 'text', 'tab', 'find', 'customer', 'person', 'from', 'until', 'back']
    const paths = [...new Set(pages.map(({ path }) => path.split('?')[0] ?? ''))]
    const asking = [
      ...ids.flatMap((id) => parts.flatMap((part) => inAddresses.map((value) => get(`/${id}/${value}${part}`)))),
      ...paths.flatMap((path) =>
        names.flatMap((name) => some(inAddresses).map((value) => get(`${path}?${name}=${value}`))),
      ),
    ]
    expect(await faultsOf(asking)).toEqual([])
    expect([office.failures, await countOf(crm)]).toEqual([[], before])
  }, 120_000)
})

/** One form of each kind: by its target, its command and its fields. */
const formsOf = (): readonly FormOfPage[] => {
  const byKind = new Map<string, FormOfPage>()
  for (const form of pages.flatMap(({ forms }) => forms)) {
    const fields = form.fields.map(([name, value]) => (name === 'command' || name === 'do' ? value : name))
    if (form.method === 'post') byKind.set(`${form.action.split('?')[0]} ${fields.join()}`, form)
  }
  return [...byKind.values()]
}

test('names with markup and bidirectional control characters are displayed as text on every page', async () => {
  expect(pages.length).toBeGreaterThan(50)
  for (const { path, html } of pages)
    if (!path.startsWith('/download') && !path.endsWith('.json'))
      expect(html, path).not.toMatch(/<script>alert|<img src=x| onclick='/)
  expect(office.failures).toEqual([])
})

test('any form is executed or refused, and the message afterwards is displayed as text', async () => {
  const forms = formsOf()
  expect(forms.length).toBeGreaterThan(30)
  const some = createShares(3)
  const asking = forms.flatMap((form) =>
    [...new Set([...form.fields.map(([name]) => name), 'back', 'focus', 'expected'])].flatMap((name) =>
      some(texts).map((text) => {
        const otherFields = form.fields.filter(([other]) => other !== name)
        return [
          `${form.action} ${name}=${text.slice(0, 20)}`,
          () => office.post(form.action, [...otherFields, [name, text]]),
        ] as const
      }),
    ),
  )
  expect(await faultsOf(asking)).toEqual([])
  expect(office.failures).toEqual([])
}, 120_000)

describe('a form', () => {
  test('sent from a page of another site is refused, wherever it leads', async () => {
    const before = await countOf(crm)
    const forms = formsOf()
    expect(forms.length).toBeGreaterThan(30)
    for (const { action, fields } of forms)
      for (const foreign of [
        { origin: 'http://localhost:3000' },
        { origin: 'null' },
        { 'sec-fetch-site': 'same-site' },
      ]) {
        const body = new URLSearchParams()
        for (const [name, value] of fields) body.append(name, value)
        expect((await office.ask(action, { method: 'POST', body, headers: { ...foreign } })).status, action).toBe(403)
      }
    expect(await countOf(crm)).toBe(before)
  })

  test.each([
    ['multipart/form-data', 'abcd'],
    ['multipart/form-data; boundary=x', 'abcd'],
    ['application/json', '{}'],
  ])('that is malformed does nothing: %s', async (type, body) => {
    const before = await countOf(crm)
    const init = { method: 'POST', body, headers: { 'content-type': type } }
    const response = await office.ask('/special-groups/s/delete', init)
    expect([response.status, await response.json()]).toEqual([400, expect.objectContaining({ error: 'MalformedForm' })])
    expect(await countOf(crm)).toBe(before)
  })

  test('about very many records confirms what was done in one header', async () => {
    const { ask, post } = createHandler(crm)
    const ids = Array.from({ length: 40 }, (_, number) => `many-${number}`)
    for (const customerId of ids)
      await ask('/commands', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'RegisterCustomer', data: { customerId, name: customerId } }),
      })
    const created = await post('/special-groups', [['name', 'Many']])
    expect(created.status).toBe(303)
    const specialGroupId = [...crm.register.tables.specialGroups.rows()].find(({ name }) => name === 'Many')
    const path = `/special-groups/${specialGroupId?.specialGroupId}`
    const chosen = ids.map((id) => ['customerIds', id] as const)
    await post(path, [['do', 'add'], ...chosen])
    const removed = await post(path, [['do', 'remove'], ...chosen])
    expect([removed.status, removed.headers.getSetCookie().length]).toEqual([303, 1])
    expect(removed.headers.getSetCookie()[0]?.length).toBeLessThan(4_000)
  })
})
