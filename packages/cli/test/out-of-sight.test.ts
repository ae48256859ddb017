import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

beforeAll(async () => {
  at = await desk()
  const { code, err } = await at.given(
    ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aho' }],
    ['RegisterEmployee', { employeeId: 'sven', name: 'Sven Salo' }],
    ['RegisterCustomer', { customerId: 'secret', name: 'Secret Oy' }],
    ['RegisterContact', { personId: 'maria', lastName: 'Maa' }],
    ['LinkContactToCompany', { personId: 'maria', customerId: 'secret' }],
    ['ChangeCustomerOwner', { customerId: 'secret', ownerId: 'anna' }],
    ['MarkCustomerPrivate', { customerId: 'secret' }],
    ['RegisterCustomer', { customerId: 'open', name: 'Open Oy' }],
    ['RegisterContact', { personId: 'siiri', lastName: 'Oja', private: true, ownerId: 'anna' }],
    ['LinkContactToCompany', { personId: 'siiri', customerId: 'open' }],
  )
  expect([code, err]).toEqual([0, ''])
})

afterAll(() => at.remove())

describe('a subject that the viewer may not see', () => {
  const commands = ['customer', 'history', 'permissions', 'contact']

  it.each(commands)('%s answers as if it did not exist', async (name) => {
    for (const hidden of ['secret', 'maria', 'siiri']) {
      const asked = await at.run(`${name} ${hidden} --viewer sven`)
      const missing = await at.run(`${name} nobody --viewer sven`)
      expect(asked).toEqual({ ...missing, err: missing.err.replaceAll('nobody', hidden) })
      expect(asked.code).toBe(1)
    }
  })

  it.each(commands)('%s answers a viewer who may see it', async (name) => {
    for (const id of name === 'contact' ? ['maria', 'siiri'] : ['secret']) {
      const { code, out } = await at.run(`${name} ${id} --viewer anna`)
      expect([code, out]).toEqual([0, expect.stringMatching(/^┌/)])
    }
  })

  it.each(['customer open', 'history open', 'contacts', 'audience --channel email', 'audit changes'])(
    '%s names no private contact of others',
    async (line) => {
      for (const [viewer, isNamed] of [
        ['anna', true],
        ['sven', false],
      ] as const) {
        const { code, out } = await at.run(`${line} --viewer ${viewer} --json`)
        expect([code, /siiri|Oja/.test(out)], viewer).toEqual([0, isNamed && !line.startsWith('audience')])
      }
    },
  )
})
