import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fillRegister, type Given, type ServedRegister, serving } from '../served.js'

const given: readonly Given[] = [
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
]

let anna: ServedRegister
let bert: ServedRegister

beforeEach(async () => {
  const crm = await fillRegister(given)
  anna = await serving(crm)
  bert = await serving(crm, 'bert')
})

afterEach(async () => {
  await bert.served.close()
  await anna.close()
})

/** The last cookie that a response sets, with its name. */
const lastCookie = (response: Response): string => response.headers.getSetCookie().at(-1)?.split(';')[0] ?? ''

const form = (fields: Record<string, string>, cookie = ''): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  headers: { cookie },
  redirect: 'manual',
})

const moved = { command: 'MoveCustomerToGroup', groupId: 'north' }

const statusIn = async (register: ServedRegister, path: string, cookie: string): Promise<string> => {
  const page = await (await register.ask(path, { headers: { cookie } })).text()
  return /<div id="status"[^>]*>.*?<span>(.*?)<\/div>/s.exec(page)?.[1] ?? ''
}

describe('the confirmation of a command', () => {
  test('is shown with its undo button on every page, repeatedly', async () => {
    const cookie = lastCookie(await anna.ask('/customers/acme/groups', form(moved)))
    for (const path of ['/customers/acme/groups', '/customers/acme/groups', '/contacts']) {
      const status = await statusIn(anna, path, cookie)
      expect(status).toMatch(/Acme Oy: .*North/)
      expect(status).toContain('Undo')
    }
  })

  test('is not shown to another user of the same browser', async () => {
    const cookie = lastCookie(await anna.ask('/customers/acme/groups', form(moved)))
    expect(await statusIn(bert, '/contacts', cookie)).toBe('')
  })

  test('is replaced by that of the next command', async () => {
    const first = lastCookie(await anna.ask('/customers/acme/groups', form(moved)))
    const archive = form({ command: 'ArchiveCustomer' }, first)
    const cookie = lastCookie(await anna.ask('/customers/acme', archive))
    expect(await statusIn(anna, '/contacts', cookie)).not.toContain('North')
  })

  test('is not shown after it is closed', async () => {
    const cookie = lastCookie(await anna.ask('/customers/acme/groups', form(moved)))
    const closed = await anna.ask('/done', form({ back: '/contacts' }, cookie))
    expect([closed.status, closed.headers.get('location')]).toEqual([303, '/contacts'])
    expect(lastCookie(closed)).toBe('clientele-done=')
  })

  test('is not shown beside the reason why a form was refused', async () => {
    const cookie = lastCookie(await anna.ask('/customers/acme/groups', form(moved)))
    const refused = await anna.ask('/customers/acme', form({ command: 'ChangeCustomerNumber', number: '-1' }, cookie))
    expect(refused.status).toBe(422)
    expect(await refused.text()).not.toContain('Undo')
  })

  test('is shown once if nothing was changed', async () => {
    const answer = await anna.ask('/customers/acme', form({ command: 'MarkCustomerPublic' }))
    const shown = await anna.ask('/contacts', { headers: { cookie: lastCookie(answer) } })
    expect(await shown.text()).toContain('Nothing was changed.')
    expect(lastCookie(shown)).toBe('clientele-done=')
  })
})
