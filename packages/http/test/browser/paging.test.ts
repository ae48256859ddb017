import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Given } from '../served.js'
import { closeBrowser, expectAccessible, inBrowser, type Office, openOffice } from './browser.js'

const given = Array.from({ length: 120 }, (_, at): Given => {
  const number = String(at).padStart(3, '0')
  return ['RegisterCustomer', { customerId: `firm-${number}`, name: `Firm ${number}` }]
})

let office: Office

beforeEach(async () => {
  office = await openOffice(given)
})

afterEach(() => office.close())

afterAll(closeBrowser)

inBrowser('pages can be turned by keyboard: the focus stays on the link, cells work, and Back works', async () => {
  const { page } = office
  await page.goto(`${office.at}/`)
  const next = page.getByRole('link', { name: 'Next' })
  await next.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('rowheader', { name: 'Firm 050' }).waitFor()
  expect(page.url()).toBe(`${office.at}/?offset=50`)
  expect(await next.evaluate((link) => link.matches(':focus'))).toBe(true)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Firm 051, Bert Berg', exact: true }).click()
  await page.getByRole('status').getByText('Firm 051').waitFor()
  await page.getByRole('button', { name: 'Firm 051, Bert Berg: responsible', exact: true }).waitFor()
  expect([...office.crm.register.tables.assignments.rows()]).toMatchObject([{ employeeId: 'bert' }])
  await next.click()
  await page.getByRole('rowheader', { name: 'Firm 119' }).waitFor()
  expect(await next.count()).toBe(0)
  await page.goBack()
  await page.getByRole('rowheader', { name: 'Firm 051' }).waitFor()
  await page.getByRole('link', { name: 'Previous' }).click()
  await page.getByRole('rowheader', { name: 'Firm 000' }).waitFor()
  expect(office.console).toEqual([])
})
