import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect } from 'vitest'
import { closeBrowser, expectAccessible, expectFits, inBrowser, type Office, openOffice } from './browser.js'

let office: Office

beforeEach(async () => {
  office = await openOffice([['RegisterCustomer', { customerId: 'acme', name: 'Acme Oy' }]])
  await office.page.goto(`${office.at}/import`)
})

afterEach(() => office.close())

afterAll(closeBrowser)

const file = (name: string, ...lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lines.join('\n')}\n`),
})

const customers = file('theirs.csv', 'Customer id;Name;Number', 'acme;Acme Oy;', 'bolt;Bolt Oy;many', 'coil;Coil Oy;7')

const factIn = (page: Office['page'], name: string) =>
  page
    .locator('dt', { hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::dd[1]')
    .textContent()

const check = async (page: Office['page'], chosen: typeof customers): Promise<void> => {
  await page.getByLabel('File').setInputFiles(chosen)
  await page.getByRole('button', { name: 'Check' }).click()
}

inBrowser('a file is checked, imported, and its refused rows are corrected and imported', async () => {
  const { page, crm } = office
  await expectAccessible(page)
  await check(page, customers)
  await page.getByText('Checked. Nothing was changed.').waitFor()
  expect(await page.getByRole('row', { name: /many|number/ }).allTextContents()).toEqual([
    expect.stringMatching(/^3Customer numbermany.*whole number/),
  ])
  expect(await factIn(page, 'New')).toBe('1')
  expect(crm.register.tables.customers.size).toBe(1)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('Imported.').waitFor()
  expect(crm.register.tables.customers.get('coil')?.name).toBe('Coil Oy')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Refused rows as an Excel file' }).click()
  const saved = await (await download).path()
  expect((await readFile(saved)).subarray(0, 2).toString()).toBe('PK')
  await page.getByRole('link', { name: 'Choose a file' }).click()
  await page.getByLabel('File').setInputFiles({ name: 'refused.xlsx', mimeType: '', buffer: await readFile(saved) })
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByRole('heading', { level: 1, name: 'Check of refused.xlsx', exact: true }).waitFor()
  await page.getByRole('row', { name: /^2 Customer number many/ }).waitFor()
  await page.getByRole('link', { name: 'Choose a file' }).click()
  await page.getByText('How the file is written').click()
  await page.getByLabel('What it is about').selectOption('customers')
  await check(page, file('corrected.csv', 'Customer id;Name;Number', 'bolt;Bolt Oy;8'))
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('Imported.').waitFor()
  expect(crm.register.tables.customers.get('bolt')?.number).toBe(8)
  expect(crm.audit.changes({ by: 'anna', origin: 'import' }).total).toBeGreaterThan(0)
  expect(office.console).toEqual([])
})

inBrowser('submitting without a file asks for one, and an unreadable file says why', async () => {
  const { page } = office
  await page.locator('main form').evaluate((form) => form.setAttribute('novalidate', ''))
  await page.getByRole('button', { name: 'Check' }).click()
  await page.locator('#wrong-field-file').getByText('Choose a file').waitFor()
  await expectAccessible(page)
  await check(page, file('x.csv', 'colour', 'red'))
  await page.getByRole('alert').getByText('cannot be told from its headings').waitFor()
  expect(office.console).toEqual([])
})

inBrowser('a file that is too large is refused with a message, and the page stays usable', async () => {
  const { page } = office
  const folder = await mkdtemp(join(tmpdir(), 'clientele-'))
  const large = join(folder, 'large.csv')
  await writeFile(large, Buffer.alloc(33 * 1_048_576, 'a'))
  await page.getByLabel('File').setInputFiles(large)
  await page.getByRole('button', { name: 'Check' }).click()
  await page.getByRole('status').getByText('larger than what is taken').waitFor()
  await rm(folder, { recursive: true })
  expect(await page.getByRole('button', { name: 'Check' }).count()).toBe(1)
})

inBrowser('a long import shows its progress without scripts, and can be stopped', async () => {
  const page = await office.another({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } })
  await page.goto(`${office.at}/import`)
  const rows = Array.from({ length: 40_000 }, (_, at) => `c${at};Customer ${at}`)
  await check(page, file('many.csv', 'Customer id;Name', ...rows))
  await page.getByText(/this page refreshes itself/).waitFor()
  // The page may refresh itself during the click, on a busy machine more than once.
  await page.getByRole('button', { name: 'Stop' }).click({ timeout: 60_000 })
  await page.getByRole('alert').getByText('This was stopped.').waitFor({ timeout: 60_000 })
  await expectFits(page)
  expect(office.crm.register.tables.customers.size).toBe(1)
})

inBrowser('files of other users are not shown, and rows without a right are refused', async () => {
  const bert = await openOffice([], { by: 'bert' })
  await bert.page.goto(`${bert.at}/import`)
  await check(bert.page, file('employees.csv', 'employeeId,name,admin', 'carl,Carl,true'))
  await bert.page.getByText('Checked. Nothing was changed.').waitFor()
  expect(await bert.page.getByRole('row').count()).toBe(2)
  const unknown = await bert.ask('/import/somebodys')
  expect([unknown.status, (await unknown.text()).includes('Choose it again')]).toEqual([404, true])
  expect((await bert.ask('/import/somebodys/refused.xlsx')).status).toBe(404)
  expect(bert.console).toEqual([])
})
