import { existsSync } from 'node:fs'
import type { Clientele } from '@clientele/adapters'
import { serve } from '@clientele/http/node'
import { chromium, type Page } from 'playwright-core'
import { atMost, type Figure } from './figure.js'
import { quantile } from './measuring.js'

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Warm-up rounds. */
const warmUp = 5
const rounds = 50

/** Waits until the document is painted. */
const painted = (page: Page): Promise<unknown> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')

/** The milliseconds of each measured round. */
const timed = async (round: (index: number) => Promise<void>): Promise<readonly number[]> => {
  const times: number[] = []
  for (let index = -warmUp; index < rounds; index += 1) {
    const began = performance.now()
    await round(index + warmUp)
    if (index >= 0) times.push(performance.now() - began)
  }
  return times
}

const figureOf = (what: string, times: readonly number[], size: string): Figure => ({
  what: `${what}, until it was painted in Chromium, p99`,
  ratio: quantile(times, 0.99),
  target: atMost(300, ' ms'),
  ours: `${quantile(times, 0.5).toFixed(0)} ms at the median`,
  floor: '–',
  size,
})

/**
 * The duration of a page of the matrix in a browser, from the request or click until it is painted; empty without a
 * browser.
 */
export const inBrowser = async (crm: Clientele, by: string, size: string): Promise<readonly Figure[]> => {
  if (!existsSync(executable)) return []
  const served = await serve({ crm, by, port: 0 })
  const browser = await chromium.launch({ executablePath: executable, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(served.url)
    const opened = await timed(async (index) => {
      await page.goto(`http://127.0.0.1:${served.port}/?offset=${index * 50}`)
      await painted(page)
    })
    await page.goto(`http://127.0.0.1:${served.port}/`)
    const turned = await timed(async () => {
      const before = page.url()
      await page.locator('a[rel=next]').first().click()
      await page.waitForURL((url) => url.href !== before)
      await painted(page)
    })
    return [
      figureOf('a page of the matrix by its address', opened, size),
      figureOf('the next page of the matrix by a click', turned, size),
    ]
  } finally {
    await browser.close()
    await served.close()
  }
}
