import { openClientele } from '@clientele/adapters'
import { sqlite } from '@clientele/adapters/sqlite'
import { clienteleHttp } from '@clientele/http'
import { atMost, type Benchmark, type Figure, type Run } from './figure.js'
import { median, quantile } from './measuring.js'
import { inProportion, ofLargeOffice } from './registers.js'
import { inBrowser } from './web-browser.js'

const pages = 300

type Page = { readonly what: string; readonly path: (index: number, customerId: string) => string }

const shown: readonly Page[] = [
  { what: 'a page of the matrix', path: (index) => `/?offset=${index * 50}` },
  {
    what: 'a page of the matrix by role, with projects',
    path: (index) => `/?mode=byRole&showProjects=true&offset=${index * 50}`,
  },
  {
    what: 'a page of the matrix with a text',
    path: (index) => `/?text=${'aeiou'.charAt(index % 5)}&offset=${index * 50}`,
  },
  { what: 'a search', path: (index) => `/search?text=${'aeiouklmn'.charAt(index % 9)}` },
]

const measure = async (run: Run): Promise<readonly Figure[]> => {
  const size = run.full ? ofLargeOffice(100_000) : inProportion(3_000)
  const crm = await openClientele({ store: sqlite({ file: await run.register(size) }), follow: false })
  const administrator = [...crm.register.tables.employees.rows()].find(({ admin }) => admin)
  const by = administrator?.employeeId ?? [...crm.register.tables.employees.rows()][0]?.employeeId ?? ''
  const http = clienteleHttp({ crm, who: () => ({ by }) })
  const customers = [...crm.register.tables.customers.rows()].map(({ customerId }) => customerId)
  const rounds = Math.min(pages, Math.floor(size.customers / 50))
  const sizeText = `${size.customers} customers, ${size.employees} employees`
  const figures: Figure[] = []
  for (const { what, path } of shown) {
    const times: number[] = []
    let bytes = 0
    for (let index = -5; index < rounds; index += 1) {
      const began = performance.now()
      const response = await http.fetch(
        new Request(`http://localhost${path(Math.abs(index), customers[Math.abs(index)] ?? '')}`),
      )
      bytes = (await response.text()).length
      if (response.status !== 200) throw new Error(`${what}: ${response.status}`)
      if (index >= 0) times.push(performance.now() - began)
    }
    figures.push({
      what: `${what}, p99 of server time`,
      ratio: quantile(times, 0.99),
      target: atMost(100, ' ms'),
      ours: `${median(times).toFixed(1)} ms at the median`,
      floor: `${Math.round(bytes / 1000)} kB`,
      size: sizeText,
    })
  }
  http.close()
  figures.push(...(await inBrowser(crm, by, sizeText)))
  await crm.close()
  return figures
}

export const web: Benchmark = {
  name: 'web',
  about: 'pages of the back office, from the request to the last byte, and in Chromium until they are painted',
  run: measure,
}
