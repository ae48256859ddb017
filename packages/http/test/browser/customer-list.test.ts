import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Given } from '../served.js'
import { closeBrowser, expectAccessible, inBrowser, type Office, openOffice } from './browser.js'

const names = Array.from({ length: 10 }, (_, at) => `Firm ${String(at).padStart(2, '0')}`)

const given: readonly Given[] = [
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  ...names.map((name, at): Given => ['RegisterCustomer', { customerId: `firm-${at}`, name }]),
  ['RegisterCustomer', { customerId: 'other', name: 'Other Oy' }],
]

let office: Office

beforeEach(async () => {
  office = await openOffice(given)
})

afterEach(() => office.close())

afterAll(closeBrowser)

const groupOf = (customerId: string) => office.crm.register.tables.customers.get(customerId)?.groupIds

inBrowser('ten customers of a page move to another group at once, and back', async () => {
  const { page } = office
  await page.goto(`${office.at}/customers?text=firm`)
  await page.getByRole('checkbox', { name: 'Choose all on this page' }).check()
  await page.getByLabel('Move to group').selectOption('North')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Move chosen' }).click()
  await page.getByRole('status').getByText('10 changes:').waitFor()
  expect(names.map((_, at) => groupOf(`firm-${at}`))).toEqual(names.map(() => ['north']))
  expect(groupOf('other')).toEqual([])
  expect(page.url()).toBe(`${office.at}/customers?text=firm`)
  expect(await page.getByRole('checkbox', { name: 'Choose Firm 03' }).isChecked()).toBe(false)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => groupOf('firm-3')).toEqual([])
  expect(office.console).toEqual([])
})

inBrowser('customers are selected and moved without scripts, one by one or a whole page', async () => {
  const page = await office.another({ javaScriptEnabled: false })
  await page.goto(`${office.at}/customers`)
  await page.getByRole('checkbox', { name: 'Choose Firm 03' }).check()
  await page.getByLabel('Move to group').selectOption('North')
  await page.getByRole('button', { name: 'Move chosen' }).click()
  await page.getByRole('status').getByText('Firm 03').waitFor()
  expect([groupOf('firm-3'), groupOf('firm-4')]).toEqual([['north'], []])
  await page.getByRole('link', { name: 'Choose all on this page' }).click()
  const file = (await page.getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? ''
  expect((await office.ask(file)).status).toBe(200)
  await page.getByRole('button', { name: 'Move chosen' }).click()
  await page.getByRole('status').getByText('10 changes:').waitFor()
  expect(page.url()).toBe(`${office.at}/customers`)
  expect(office.console).toEqual([])
})

inBrowser('the selected customers are added to another group if customers may be in several', async () => {
  await office.crm.executeUnknown({ type: 'ChangePolicy', data: { key: 'groupMembership', value: 'multiple' } })
  await office.crm.executeUnknown({ type: 'CreateCustomerGroup', data: { groupId: 'south', name: 'South' } })
  await office.crm.executeUnknown({ type: 'AddCustomerToGroup', data: { customerId: 'other', groupId: 'south' } })
  const { page } = office
  await page.goto(`${office.at}/customers?text=other`)
  await page.getByRole('checkbox', { name: 'Choose Other Oy' }).check()
  await page.getByLabel('Add to group').selectOption('North')
  await page.getByRole('button', { name: 'Add chosen' }).click()
  await page.getByRole('status').getByText('Other Oy').waitFor()
  expect(groupOf('other')).toEqual(['south', 'north'])
  expect(office.console).toEqual([])
})
