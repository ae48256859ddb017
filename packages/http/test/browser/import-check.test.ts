import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import { closeBrowser, expectAccessible, expectFits, inBrowser, type Office, openOffice } from './browser.js'

let office: Office

beforeEach(async () => {
  office = await openOffice([
    ['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy', contactInfo: { city: 'Oulu' } }],
    ['RegisterCustomer', { customerId: 'bolt', name: 'Bolt Oy' }],
  ])
})

afterEach(() => office.close())

afterAll(closeBrowser)

const check = async (page: Page, ...lines: readonly string[]): Promise<void> => {
  await page.goto(`${office.at}/import`)
  const buffer = Buffer.from(`${lines.join('\n')}\n`)
  await page.getByLabel('File').setInputFiles({ name: 'theirs.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByRole('heading', { level: 1, name: /^Check of/ }).waitFor()
  // On a busy machine the import is still running when the page is shown.
  await page.locator('main dl.facts').waitFor()
}

const cells = (page: Page, table: string): Promise<readonly (readonly string[])[]> =>
  page
    .getByRole('table', { name: table })
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))

const mixed = [
  'customerId;name;city;number',
  'acme;Acme Ltd;Turku;',
  'bolt;Bolt Oy;;',
  'coil;Coil Oy;;7',
  'dome;Dome Oy;;many',
]

inBrowser('a check shows for each row what would be done, and which values are wrong', async () => {
  const { page } = office
  await check(page, ...mixed)
  expect(await page.locator('dl.facts dd').allTextContents()).toEqual(
    expect.arrayContaining(['utf-8, Semicolon', '4', '1', '1', '1', '1']),
  )
  expect(await cells(page, 'What would be done')).toEqual([
    ['2', 'Changed', 'Acme Ltd', 'Name, City'],
    ['4', 'New', 'Coil Oy', ''],
  ])
  expect(await cells(page, 'Problems')).toMatchObject([
    ['5', 'Customer number', 'many', expect.stringMatching('whole')],
  ])
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('table', { name: 'What was done' }).waitFor()
  expect(office.crm.register.tables.customers.get('acme')).toMatchObject({ name: 'Acme Ltd' })
  expect(office.console).toEqual([])
})

inBrowser('long checks are paged, also without scripts', async () => {
  const page = await office.another({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
  await check(page, 'customerId;name', ...Array.from({ length: 120 }, (_, at) => `c${at};Customer ${at}`))
  expect((await cells(page, 'What would be done')).length).toBe(50)
  await page.getByRole('link', { name: 'Next' }).click()
  await page.getByRole('link', { name: 'Next' }).click()
  expect((await cells(page, 'What would be done')).at(-1)).toEqual(['121', 'New', 'Customer 119', ''])
  await expectFits(page)
})

const foreign = ['Asno;Firma;Citty;Turha', 'coil;Coil Oy;Lahti;x']

const mapping = async (page: Page): Promise<void> => {
  await check(page, ...foreign)
  await page.getByRole('alert').getByText('cannot be told from its headings').waitFor()
  await page.getByLabel('What it is about').selectOption('customers')
  await page.getByRole('button', { name: 'Check again' }).click()
  expect(await page.getByLabel('“Citty” is').inputValue()).toBe('city')
  expect(await page.getByLabel('“Turha” is').inputValue()).toBe('-')
  await page.getByLabel('“Asno” is').selectOption('customerId')
  await page.getByLabel('“Firma” is').selectOption('name')
}

const importMapped = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByRole('table', { name: 'What would be done' }).waitFor()
  expect(await cells(page, 'What would be done')).toEqual([['2', 'New', 'Coil Oy', '']])
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('Imported.').waitFor()
  expect(office.crm.register.tables.customers.get('coil')).toMatchObject({ details: { city: 'Lahti' } })
}

inBrowser('unknown headings are mapped to columns, and the file is imported with them', async () => {
  const { page } = office
  await mapping(page)
  await expectAccessible(page)
  await importMapped(page)
  expect(office.console).toEqual([])
})

inBrowser('headings are mapped without scripts', async () => {
  const page = await office.another({ javaScriptEnabled: false })
  await mapping(page)
  await importMapped(page)
})

inBrowser('the recognised format is shown and can be changed', async () => {
  const { page } = office
  await check(page, 'customerId,name,registered', 'coil,Coil Oy,3.2.2024')
  await page.getByRole('row', { name: /3\.2\.2024/ }).waitFor()
  await page.getByText('Columns and reading').click()
  await page.getByText('How the file is written').click()
  expect(await page.getByLabel('Between cells').locator('option').first().textContent()).toBe('Recognised: Comma')
  await page.getByLabel('Encoding (recognised: utf-8)').waitFor()
  await page.getByLabel('Dates are written as').selectOption('d.m.y')
  await page.getByRole('button', { name: 'Check again' }).click()
  await page.getByText('No row has a problem.').waitFor()
  expect(await cells(page, 'What would be done')).toEqual([['2', 'New', 'Coil Oy', '']])
  expect(office.console).toEqual([])
})

inBrowser('a template is saved, filled in and imported', async () => {
  const { page } = office
  await page.goto(`${office.at}/import`)
  await page.getByText('Download a template').click()
  await expectAccessible(page)
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Contacts', exact: true }).last().click()
  const path = await (await saved).path()
  await page.getByLabel('File').setInputFiles({ name: 'contacts.xlsx', mimeType: '', buffer: await readFile(path) })
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('Checked. Nothing was changed.').waitFor()
  expect(await page.locator('dl.facts dd').first().textContent()).toBe('Contacts')
  expect(office.console).toEqual([])
})

inBrowser('the customer list is exported to Excel, and importing it changes nothing', async () => {
  const { page, post } = office
  for (const [type, data] of [
    ['CreateCustomerGroup', { groupId: 'g', name: 'North' }],
    ['MoveCustomerToGroup', { customerId: 'acme', groupId: 'g' }],
    ['ChangeCustomerOwner', { customerId: 'acme', ownerId: 'anna' }],
  ] as const)
    expect((await post({ type, data })).ok).toBe(true)
  await page.goto(`${office.at}/customers`)
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Excel' }).first().click()
  const path = await (await saved).path()
  await page.goto(`${office.at}/import`)
  await page.getByLabel('File').setInputFiles({ name: 'customers.xlsx', mimeType: '', buffer: await readFile(path) })
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByText('No row has a problem.').waitFor()
  expect(await page.locator('dl.facts dd').allTextContents()).toEqual(['Customers', 'Excel', '2', '0', '0', '2', '0'])
  expect(office.console).toEqual([])
})

inBrowser('rows without ids create new customers once, and ambiguous names are refused', async () => {
  const { page, post } = office
  await post({ type: 'CreateCustomerGroup', data: { groupId: 'g', name: 'North' } })
  await post({ type: 'RegisterCustomer', data: { customerId: 'bolt2', name: 'Bolt Oy' } })
  const rows = ['Name;Number;Group;City', 'Coil Oy;7;North;Lahti', 'Acme Oy;;;Turku', 'Bolt Oy;;;Turku']
  const chosen = { name: 'theirs.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\n')}\n`) }
  for (const expected of [
    [
      ['2', 'New', 'Coil Oy', ''],
      ['3', 'Changed', 'Acme Oy', 'City'],
    ],
    [],
  ]) {
    await page.goto(`${office.at}/import`)
    await page.getByLabel('File').setInputFiles(chosen)
    await page.getByLabel('What it is about').selectOption('customers')
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByRole('row', { name: /4.*write the id instead of the name/ }).waitFor()
    expect(await cells(page, 'What would be done')).toEqual(expected)
    if (expected.length === 0) continue
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('Imported.').waitFor()
  }
  const { customers } = office.crm.register.tables
  expect([...customers.rows()].find(({ name }) => name === 'Coil Oy')).toMatchObject({ number: 7, groupIds: ['g'] })
  expect(office.console).toEqual([])
})
