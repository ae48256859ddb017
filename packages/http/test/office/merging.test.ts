import { afterEach, beforeEach, expect, test } from 'vitest'
import { mainAt, type ServedRegister, servedRegister } from '../served.js'

let anna: ServedRegister

beforeEach(async () => {
  anna = await servedRegister([
    ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
    ['RegisterCustomer', { customerId: 'beta', name: 'Acme', contactInfo: { city: 'Turku', email: 'b@beta.fi' } }],
  ])
})

afterEach(() => anna.close())

const hiddenFields = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )

test('a merge leaves blank what the user has chosen to leave blank, and fills other blank fields', async () => {
  const path = '/customers/acme/merge?duplicateId=beta&from-city=survivor'
  const page = await mainAt(anna, path)
  expect(page).toContain('b@beta.fi')
  const form = hiddenFields(page.slice(page.indexOf('method="post"')))
  expect(form).toMatchObject({ duplicateId: 'beta', 'from-city': 'survivor', 'from-email': 'duplicate' })
  await anna.ask('/customers/acme/merge', { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })
  const card = anna.crm.views.customerCard({ customerId: 'acme' })
  expect(card).toMatchObject({ name: 'Acme Oy', details: { email: 'b@beta.fi' }, absorbed: [{ id: 'beta' }] })
  expect(card?.details).not.toHaveProperty('city')
})
