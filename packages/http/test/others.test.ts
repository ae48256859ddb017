import type { Clientele } from '@clientele/adapters'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { viewQuestions } from '../src/requests/questions.js'
import { crawl, type Visited } from './crawling.js'
import { createHandler, type Handled } from './handled.js'
import { fillRegister, type Given } from './served.js'

const given: readonly Given[] = [
  ['CreateSpecialGroup', { specialGroupId: 's', name: 'Pilots' }],
  ['RegisterCustomer', { customerId: 'open', name: 'Open Oy' }],
  ['RegisterCustomer', { customerId: 'x', name: 'Secretum Oy', contactInfo: { email: 'secretum@x.fi' } }],
  ['RegisterCustomer', { customerId: 'y', name: 'Secretum Two' }],
  ['AddCustomersToSpecialGroup', { customerIds: ['x', 'open'], specialGroupId: 's' }],
  ['RegisterContact', { personId: 'p', lastName: 'Secretum Person', email: 'secretum@p.fi' }],
  ['LinkContactToCompany', { personId: 'p', customerId: 'x' }],
  ['RegisterProject', { projectId: 'pr', customerId: 'x', name: 'Secretum project' }],
  ['AssignResponsible', { projectId: 'pr', employeeId: 'anna' }],
  ['AssignResponsible', { customerId: 'x', employeeId: 'anna' }],
  ['SetMarketingBan', { personId: 'p', channel: 'email', reason: 'Secretum reason' }],
  ['WriteNote', { links: { personIds: ['p'], customerIds: ['x'] }, text: 'Secretum note' }],
  ['AddLegalEntity', { customerId: 'x', legalEntityId: 'le', name: 'Secretum entity' }],
  ['ChangeCustomerOwner', { customerId: 'x', ownerId: 'anna' }],
  ['ChangeCustomerOwner', { customerId: 'y', ownerId: 'anna' }],
  ['MarkCustomerPrivate', { customerId: 'x' }],
  ['MarkCustomerPrivate', { customerId: 'y' }],
  ['RegisterContact', { personId: 'q', firstName: 'Secretum', lastName: 'Quist', email: 'secretum@q.fi' }],
  ['LinkContactToCompany', { personId: 'q', customerId: 'open' }],
  ['GrantPortalAccess', { customerId: 'open', personId: 'q' }],
  ['RegisterProject', { projectId: 'seen', customerId: 'open', name: 'Seen' }],
  ['AddProjectParticipant', { projectId: 'seen', personId: 'q' }],
  ['RegisterTask', { links: { customerId: 'open', personIds: ['q'] }, title: 'Call Secretum' }],
  ['SetMarketingBan', { personId: 'q', customerId: 'open', channel: 'sms', reason: 'Secretum said so' }],
  ['ConvertContactToPrivateCustomer', { personId: 'q', customerId: 'qc' }],
  ['MarkContactPrivate', { personId: 'q', ownerId: 'anna' }],
]

let crm: Clientele
let office: Handled

beforeEach(async () => {
  crm = await fillRegister(given)
  office = createHandler(crm)
})

afterEach(() => crm.close())

const hidden = /secretum/i

/** Whether a response, or its cookies, name something hidden. */
const names = async (response: Response): Promise<boolean> =>
  hidden.test(await response.text()) || hidden.test(decodeURIComponent(response.headers.getSetCookie().join()))

/** All pages that the administrator can reach by links. */
const pagesOfAnna = async (): Promise<readonly Visited[]> => {
  const pages: Visited[] = []
  for await (const page of crawl((path) => office.ask(path))) pages.push(page)
  return pages
}

const commandIds = async (): Promise<readonly string[]> => {
  const ids = new Set<string>()
  for await (const batch of crm.events()) for (const { metadata } of batch) ids.add(metadata.commandId ?? '')
  return [...ids]
}

const requestFor = (commandId: string): RequestInit => ({
  headers: { cookie: `clientele-done=${encodeURIComponent(JSON.stringify([commandId, null, 0]))}` },
})

describe('a user who may not see a private customer or contact', () => {
  test('finds its name on no page, file or form, not even at addresses of an administrator', async () => {
    const pages = await pagesOfAnna()
    expect(pages.filter(({ html }) => hidden.test(html)).length).toBeGreaterThan(20)
    const found: string[] = []
    const look = async (what: string, response: Response) => {
      if (await names(response)) found.push(what)
    }
    for (const { path } of pages) await look(path, await office.ask(path.replace('.xlsx', '.csv'), {}, 'bert'))
    for (const { action, method, fields } of pages.flatMap(({ forms }) => forms))
      if (method === 'post') await look(`${action} ${fields.join()}`, await office.post(action, fields, 'bert'))
    expect([found, office.failures]).toEqual([[], []])
  }, 60_000)

  test('does not learn it from the actions of others, nor by undoing them', async () => {
    for (const id of await commandIds()) {
      expect(await names(await office.ask('/groups', requestFor(id), 'bert')), id).toBe(false)
      expect(await names(await office.post('/undo', [['commandId', id]], 'bert')), id).toBe(false)
    }
    expect(crm.register.tables.customers.get('x')?.private).toBe(true)
    expect(crm.register.tables.privateContacts.get('q')).toEqual({ personId: 'q', ownerId: 'anna' })
  })

  test('does not learn it from a command that concerns it too', async () => {
    const deleted = await office.post('/special-groups/s/delete', [['do', 'delete']], 'bert')
    expect(deleted.status).toBe(303)
    const cookie = deleted.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const page = await (await office.ask('/special-groups', { headers: { cookie } }, 'bert')).text()
    expect(page).toContain('Open Oy')
    expect(page).not.toMatch(hidden)
  })

  test('gets no data of it from any view', async () => {
    const values = ['x', 'p', 'q', 'qc', 'contact:q', 'pr', 'secre', 'Oy', 'customer:x', 'contact:p', 'project:pr']
    for (const { name, fields } of viewQuestions().values())
      for (const field of fields.keys())
        for (const value of values) {
          const response = await office.ask(`/views/${name}?${field}=${value}`, {}, 'bert')
          const text = await response.text()
          expect(text, `${name} ${field}=${value}`).not.toMatch(hidden)
        }
    expect(office.failures).toEqual([])
  }, 30_000)
})

describe('a former employee', () => {
  test('gets no page, answer, file or change, and cannot execute commands', async () => {
    const open = await office.ask('/changes', {}, 'bert')
    expect((await office.ask('/', {}, 'bert')).status).toBe(200)
    const left = { type: 'DeactivateEmployee', data: { employeeId: 'bert', effective: crm.today() } }
    expect(await crm.executeUnknown(left)).toMatchObject({ _tag: 'Right' })
    expect(await open.text()).not.toMatch(/EmployeeDeactivated/)
    for (const { path } of await pagesOfAnna())
      expect([path, (await office.ask(path, {}, 'bert')).status]).toEqual([path, 403])
    for (const path of ['/openapi.json', '/health', '/changes', '/audit/changes', '/nothing'])
      expect([path, (await office.ask(path, {}, 'bert')).status]).toEqual([path, 403])
    const command = { type: 'ArchiveCustomer', data: { customerId: 'open' } }
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', body: JSON.stringify(command), headers }
    expect((await office.ask('/commands', init, 'bert')).status).toBe(403)
    expect((await office.post('/language', [['language', 'fi']], 'bert')).status).toBe(403)
  }, 30_000)

  test('is distinguished from an unknown actor, who may be registered first', async () => {
    const headers = { 'content-type': 'application/json' }
    const command = { type: 'RegisterEmployee', data: { employeeId: 'nobody', name: 'Nobody' } }
    const init = { method: 'POST', body: JSON.stringify(command), headers }
    expect(await (await office.ask('/commands', init, 'nobody')).json()).toMatchObject({ error: 'NotAdministrator' })
    expect((await office.ask('/customers/new', {}, 'nobody')).status).toBe(403)
  })
})
