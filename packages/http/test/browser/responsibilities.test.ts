import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import type { Given } from '../served.js'
import {
  closeBrowser,
  expectAccessible,
  expectFits,
  inBrowser,
  type Office,
  openOffice,
  openSample,
  picture,
} from './browser.js'

const given: readonly Given[] = [
  ['CreateCustomerGroup', { groupId: 'north', name: 'North' }],
  [
    'DefineRole',
    { roleId: 'manager', name: 'Account manager', kind: 'customer', cardinality: 'many', required: false },
  ],
  ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }],
  ['RegisterCustomer', { customerId: 'berg', name: 'Berg Oy' }],
  ['MoveCustomerToGroup', { customerId: 'berg', groupId: 'north' }],
]

let office: Office

beforeEach(async () => {
  office = await openOffice(given)
})

afterEach(() => office.close())

afterAll(closeBrowser)

const cell = (page: Office['page'], name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })

inBrowser('a click makes an employee responsible, confirms it, keeps the focus, and can be undone', async () => {
  const { page } = office
  const acme = cell(page, 'Acme Oy, Bert Berg')
  expect(await acme.getAttribute('aria-pressed')).toBe('false')
  await acme.focus()
  await page.keyboard.press('Space')
  await page.getByRole('status').getByText('Acme Oy').waitFor()
  expect(await page.getByRole('status').textContent()).toMatch(/Acme Oy.*Bert Berg/)
  expect(await acme.getAttribute('aria-pressed')).toBe('true')
  expect(await page.locator(':focus').getAttribute('aria-label')).toMatch(/^Acme Oy, Bert Berg/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.locator('button[aria-pressed="true"]').waitFor({ state: 'detached' })
  expect(await acme.getAttribute('aria-pressed')).toBe('false')
  await expectAccessible(page)
  expect(office.console).toEqual([])
})

inBrowser('a change can be undone after a reload and on another page', async () => {
  const { page } = office
  await cell(page, 'Acme Oy, Bert Berg').click()
  await page.getByRole('status').getByText('Acme Oy').waitFor()
  await page.reload()
  await page.getByRole('link', { name: 'Contacts' }).click()
  await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
  await expectAccessible(page)
  const before = await page.getByRole('status').textContent()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.getByRole('status').textContent()).not.toBe(before)
  await page.getByRole('button', { name: 'Close this message' }).click()
  await page.getByRole('button', { name: 'Close this message' }).waitFor({ state: 'detached' })
  await page.getByRole('link', { name: 'Responsibilities' }).click()
  expect(await cell(page, 'Acme Oy, Bert Berg').getAttribute('aria-pressed')).toBe('false')
  expect(office.console).toEqual([])
})

inBrowser('an employee is made responsible in a role, and removed', async () => {
  const { page } = office
  await page.getByLabel('By role').check()
  await page.getByRole('button', { name: 'Show' }).click()
  await page.getByRole('link', { name: 'Acme Oy, Bert Berg: add a role' }).click()
  await page.getByRole('heading', { name: 'Make Bert Berg responsible for Acme Oy' }).waitFor()
  await page.getByLabel('Role').selectOption('Account manager')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make responsible' }).click()
  const role = page.getByRole('button', { name: 'Acme Oy, Bert Berg: take away Account manager' })
  await role.click()
  await role.waitFor({ state: 'detached' })
  expect(office.console).toEqual([])
})

inBrowser('the address has the filters, and Back works', async () => {
  const { page } = office
  await page.getByLabel('Group', { exact: true }).selectOption('North')
  await page.getByRole('button', { name: 'Show' }).click()
  await page.waitForURL(/groupIds=north/)
  await page.getByRole('rowheader', { name: 'Acme Oy' }).waitFor({ state: 'detached' })
  expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Berg Oy'])
  await page.goBack()
  await page.getByRole('rowheader', { name: 'Acme Oy' }).waitFor()
  expect(office.console).toEqual([])
})

inBrowser('two browsers see each other’s changes', async () => {
  const other = await office.another()
  await cell(office.page, 'Berg Oy, Anna Aalto').click()
  await other.locator('button[aria-pressed="true"]').waitFor()
  expect(await cell(other, 'Berg Oy, Anna Aalto').getAttribute('aria-pressed')).toBe('true')
  expect(office.console).toEqual([])
})

inBrowser('as of another day everything is shown and nothing can be changed', async () => {
  const { page } = office
  await page.goto(`${office.at}/?asOf=2020-01-01`)
  await expectAccessible(page)
  expect(await page.locator('main button[aria-pressed]').count()).toBe(0)
})

inBrowser('the page works without scripts', async () => {
  const page = await office.another({ javaScriptEnabled: false })
  await cell(page, 'Acme Oy, Bert Berg').click()
  expect(await page.getByRole('status').textContent()).toMatch(/Acme Oy.*Bert Berg/)
  await page.getByRole('button', { name: 'Undo' }).click()
  expect(await cell(page, 'Acme Oy, Bert Berg').getAttribute('aria-pressed')).toBe('false')
  await page.getByRole('button', { name: 'suomi' }).click()
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Vastuut')
})

inBrowser('the search opens with a key, and lists links', async () => {
  const { page } = office
  await page.keyboard.press('/')
  await page.keyboard.type('berg')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Berg Oy' }).waitFor()
  await expectAccessible(page)
  expect(office.console).toEqual([])
})

inBrowser('the matrix matches its screenshot', async () => {
  const register = await openSample()
  await register.page.setViewportSize({ width: 1280, height: 720 })
  await register.page.goto(`${register.at}/?mode=byRole&showProjects=true`)
  await expectAccessible(register.page)
  await picture(register.page, 'responsibilities')
  expect(register.console).toEqual([])
  await register.close()
})

inBrowser('on a phone the menu collapses to one line, with and without scripts', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await office.another({ javaScriptEnabled, viewport: { width: 360, height: 740 } })
    expect((await page.locator('header.top').boundingBox())?.height).toBeLessThan(60)
    const link = page.getByRole('link', { name: 'Contacts' })
    expect(await link.isVisible()).toBe(false)
    await page.getByText('Menu').click()
    if (javaScriptEnabled) await expectAccessible(page)
    await link.click()
    await page.getByRole('heading', { level: 1, name: 'Contacts' }).waitFor()
    await expect.poll(() => link.isVisible()).toBe(false)
    await page.context().close()
  }
  expect(office.console).toEqual([])
})

inBrowser('the two days are explained beside their fields', async () => {
  const { page } = office
  for (const path of ['/', '/customers', '/contacts/new', '/persons-in-charge', '/groups']) {
    await page.goto(`${office.at}${path}`)
    const days = await page.getByLabel('Known on').count()
    expect(await page.getByText('About the two days').count()).toBe(days)
  }
  await page.getByText('About the two days').first().click()
  await page.getByText('as it had been recorded by the end of that day').first().waitFor()
})

inBrowser('the page fits a phone, in dark mode too', async () => {
  const page = await office.another({ viewport: { width: 360, height: 640 }, colorScheme: 'dark' })
  await expectAccessible(page)
  await expectFits(page)
  const colour = await page
    .locator('html')
    .evaluate((html) => html.computedStyleMap().get('background-color')?.toString())
  expect(colour).not.toBe('rgba(0, 0, 0, 0)')
})
