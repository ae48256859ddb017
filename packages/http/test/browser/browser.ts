import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type Given, type ServedRegister, sampleRegister, servedRegister, serving } from '../served.js'

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium'

const isNeeded = (process.env.CLIENTELE_NEEDS ?? '').split(',').includes('chromium')

/** The timeout of a journey in milliseconds, for a busy machine. */
const patience = 90_000

/** A test in a browser: skipped without one, unless `CLIENTELE_NEEDS` requires one. */
export const inBrowser: (name: string, journey: () => Promise<void>) => void = (name, journey) =>
  test.skipIf(!isNeeded && !existsSync(executable))(name, journey, patience)

let browser: Promise<Browser> | null = null

const launched = (): Promise<Browser> => {
  browser ??= chromium.launch({ executablePath: executable, args: ['--no-sandbox'] })
  return browser
}

/** Closes the browser, after the last test of a file. */
export const closeBrowser = async (): Promise<void> => {
  await (await browser)?.close()
  browser = null
}

/** A back office in a browser, and the messages of its console. */
export type Office = ServedRegister & {
  readonly page: Page
  readonly console: readonly string[]
  /** Another browser on the same register, logged in. */
  readonly another: (options?: BrowserContextOptions) => Promise<Page>
}

/** The delay of every response in milliseconds: with 250, a test that acts on the previous page fails. */
const slowness = Number(process.env.CLIENTELE_SLOW ?? 0)

/** Acts on a page only when no request is pending; otherwise the next action would meet the previous page. */
const actWhereAnswered = async (page: Page): Promise<void> => {
  await page.addLocatorHandler(page.locator('.htmx-request'), () => Promise.resolve())
  if (slowness === 0) return
  await page.route('**/*', async (route) => {
    await setTimeout(slowness)
    await route.continue()
  })
}

/** From now on, acts on a page without waiting for answers, as a person in a hurry does. */
export const actAtOnce = (page: Page): Promise<void> => page.removeLocatorHandler(page.locator('.htmx-request'))

const enter = async (register: ServedRegister, console: string[], options: BrowserContextOptions): Promise<Page> => {
  const context = await (await launched()).newContext({ locale: 'en-GB', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') console.push(message.text())
  })
  page.on('pageerror', (error) => console.push(error.message))
  await actWhereAnswered(page)
  await page.goto(register.served.url)
  return page
}

/** Opens the back office on a register that is filled by commands, as an employee. */
export const openOffice = async (
  given: readonly Given[],
  options: BrowserContextOptions & { readonly by?: string } = {},
): Promise<Office> => {
  const { by, ...context } = options
  return officeOn(await servedRegister(given, by), context)
}

/** Opens the back office on the sample register. */
export const openSample = async (options: BrowserContextOptions = {}): Promise<Office> =>
  officeOn(await serving(await sampleRegister()), options)

const officeOn = async (register: ServedRegister, context: BrowserContextOptions): Promise<Office> => {
  const console: string[] = []
  const page = await enter(register, console, context)
  return {
    ...register,
    page,
    console,
    another: (other = {}) => enter(register, console, other),
    close: async () => {
      await Promise.all((await launched()).contexts().map((one) => one.close()))
      await register.close()
    },
  }
}

const pictures = fileURLToPath(new URL('../../../../docs/pictures', import.meta.url))

/** Takes a picture of a page for the documents with `UPDATE=1`; otherwise the picture must exist. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const file = join(pictures, `${name}.png`)
  if (process.env.UPDATE === '1') await page.screenshot({ path: file })
  expect(existsSync(file), `${file} is missing: run this test with UPDATE=1.`).toBe(true)
}

/** Expects one heading, one main part, and no findings of axe. */
export const expectAccessible = async (page: Page): Promise<void> => {
  expect([await page.locator('main').count(), await page.locator('h1').count()]).toEqual([1, 1])
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}

/** Expects a page to need no horizontal scrolling. */
export const expectFits = async (page: Page, what?: string): Promise<void> => {
  await page.waitForLoadState()
  const [needed, available] = await page
    .locator('html')
    .evaluate((html) => [html.scrollWidth, html.clientWidth] as const)
  expect(needed, what).toBeLessThanOrEqual(available)
}
