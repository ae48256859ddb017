import { readdir, readFile } from 'node:fs/promises'
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { build } from 'esbuild'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Host, hostWith, type Packed, packAll, root, type Service, versionsHere } from './packed.js'

const minutes = 120_000

let packed: Packed

beforeAll(async () => {
  packed = await packAll()
}, 2 * minutes)

afterAll(() => packed.remove())

const names = await readdir(`${root}/packages`)

describe.each(names)('the package %s can be published', (name) => {
  const file = (): string => packed.files[`@clientele/${name}`] ?? ''

  test(
    'has no problem found by publint',
    async () => {
      const { buffer } = new Uint8Array(await readFile(file()))
      const { messages } = await publint({ pkgDir: 'package', strict: true, pack: { tarball: buffer } })
      expect(messages).toEqual([])
    },
    minutes,
  )

  // CommonJS gets an ES module, which Node 20.19 and newer can `require`. Compilers without support for `exports` are
  // too old to be supported.
  const isMeant = (problem: Problem): boolean =>
    problem.kind === 'CJSResolvesToESM' || ('resolutionKind' in problem && problem.resolutionKind === 'node10')

  test(
    'has types that match its code',
    async () => {
      const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(file()))))
      expect('problems' in checked && checked.problems.filter((one) => !isMeant(one))).toEqual([])
    },
    minutes,
  )
})

const client = `
import createClient from 'openapi-fetch'
import type { paths } from './api.js'

const api = createClient<paths>({ baseUrl: 'http://127.0.0.1', headers: { authorization: 'Bearer token' } })
const { data: matrix } = await api.GET('/views/responsibilityMatrix', { params: { query: { asOf: '2026-05-01', limit: 10 } } })
export const names: string[] = (matrix?.rows ?? []).map(({ subject }) => subject.name)
const { data: receipt, error } = await api.POST('/commands', {
  body: { type: 'ArchiveCustomer', data: { customerId: 'acme' } },
})
export const done: string = receipt?.commandId ?? error?.detail ?? ''
`

const strictly = ['--strict', '--noEmit', '--module', 'NodeNext', '--target', 'ES2023', '--skipLibCheck']

const settings = (module: string, moduleResolution: string): string =>
  JSON.stringify({
    compilerOptions: {
      module,
      moduleResolution,
      target: 'ES2023',
      strict: true,
      noEmit: true,
      types: ['node'],
      exactOptionalPropertyTypes: true,
    },
    include: ['*.ts'],
  })

const emitting = JSON.stringify({
  compilerOptions: { module: 'NodeNext', target: 'ES2023', strict: true, types: ['node'] },
  include: ['*.ts'],
})

const codeIn = async (page: string): Promise<string> => {
  const text = await readFile(`${root}/${page}`, 'utf8')
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(text) ?? []
  return code
}

describe('a package installed into an empty folder', () => {
  let host: Host

  beforeAll(async () => {
    const others = await versionsHere(
      '@types/node',
      'better-sqlite3',
      '@types/better-sqlite3',
      'hono',
      '@hono/node-server',
      'fastify',
      'io-ts',
      'fp-ts',
    )
    host = await hostWith(packed, {
      ours: ['@clientele/clientele'],
      others: { ...others, 'typescript-5': 'npm:typescript@~5.9.0', 'typescript-7': 'npm:typescript@^7.0.0' },
    })
    await host.write('readme.ts', await codeIn('README.md'))
  }, 5 * minutes)

  afterAll(() => host.remove())

  test.each([
    ['5', 'NodeNext', 'NodeNext'],
    ['5', 'ESNext', 'Bundler'],
    ['7', 'NodeNext', 'NodeNext'],
    ['7', 'ESNext', 'Bundler'],
  ])(
    'compiles the code of the README with TypeScript %s, %s and %s',
    async (version, module, resolution) => {
      await host.write('tsconfig.json', settings(module, resolution))
      const compiler = version === '5' ? 'node_modules/typescript-5/bin/tsc' : 'node_modules/typescript-7/bin/tsc'
      await host.run('node', compiler, '-p', '.')
    },
    minutes,
  )

  test(
    'runs the code of the README, as ES module and CommonJS',
    async () => {
      await host.write('readme.mjs', await codeIn('README.md'))
      expect(await host.run('node', 'readme.mjs')).toContain("Acme Oy [ 'anna' ]")
      await host.write(
        'required.cjs',
        `
      const { openClientele, memory, RegisterCustomer } = require('@clientele/clientele')
      const { sqlite } = require('@clientele/clientele/sqlite')
      openClientele({ store: memory() }).then(async (crm) => {
        const { right } = await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
        console.log(typeof sqlite, right.events.length)
        await crm.close()
      })`,
      )
      expect(await host.run('node', 'required.cjs')).toBe('function 1\n')
    },
    minutes,
  )

  test(
    'exports the same values from every path',
    async () => {
      await host.write(
        'instances.mjs',
        `
      import { commands, memory, openClientele } from '@clientele/clientele'
      import { openClientele as opened } from '@clientele/adapters'
      import { memory as stored } from '@clientele/clientele/memory'
      import { commands as ruled } from '@clientele/clientele/rules'
      console.log(openClientele === opened, memory === stored, commands === ruled)`,
      )
      expect(await host.run('node', 'instances.mjs')).toBe('true true true\n')
    },
    minutes,
  )

  test(
    'opens a register in memory without CommonJS modules, including OpenTelemetry, which load slower than all of ours',
    async () => {
      await host.write(
        'loaded.mjs',
        `
      import { createRequire } from 'node:module'
      import { memory, openClientele, RegisterCustomer } from '@clientele/clientele'
      const crm = await openClientele({ store: memory() })
      await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
      await crm.close()
      console.log(Object.keys(createRequire(import.meta.url).cache).length)`,
      )
      expect(await host.run('node', 'loaded.mjs')).toBe('0\n')
    },
    minutes,
  )

  test(
    'a register in memory is bundled for browsers, without modules of Node',
    async () => {
      const contents = `
      import { memory, openClientele, RegisterCustomer } from '@clientele/clientele'
      globalThis.opened = openClientele({ store: memory() })
      globalThis.command = RegisterCustomer({ customerId: 'acme', name: 'Acme' })`
      const { metafile } = await build({
        stdin: { contents, resolveDir: host.folder },
        bundle: true,
        write: false,
        metafile: true,
        platform: 'browser',
        logLevel: 'silent',
      })
      const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ path }) => path))
      expect(imported.filter((path) => path.startsWith('node:'))).toEqual([])
    },
    minutes,
  )

  test(
    'has stack traces with function names, and sources on request',
    async () => {
      await host.write(
        'traced.mjs',
        `
      import { memory, openClientele, RegisterCustomer } from '@clientele/clientele'
      let trace = ''
      const clock = () => {
        trace = new Error('asked').stack
        return new Date().toISOString()
      }
      const crm = await openClientele({ store: memory(), clock })
      await crm.execute(RegisterCustomer({ customerId: 'acme', name: 'Acme' }))
      await crm.close()
      console.log(trace)`,
      )
      expect(await host.run('node', 'traced.mjs')).toMatch(/at metaOf \(file:.*@clientele\/adapters\/dist\/index\.js:/)
      const mapped = await host.run('node', '--enable-source-maps', 'traced.mjs')
      expect(mapped).toMatch(/at metaOf \(.*@clientele\/adapters\/src\/runtime\/execution\/context\.ts:/)
    },
    minutes,
  )

  describe.each(['hono', 'fastify'])('the service on %s', (name) => {
    let service: Service

    const post = async (type: string, data: object, headers: { readonly [name: string]: string } = {}) => {
      const body = JSON.stringify({ type, data })
      const response = await fetch(`${service.url}/commands`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      })
      return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
    }

    const get = async (path: string) => (await fetch(service.url + path)).json()

    beforeAll(async () => {
      const text = await readFile(`${root}/examples/services/${name}.ts`, 'utf8')
      expect(text.split('\n').length).toBeLessThanOrEqual(121)
      await host.write(`services/${name}.ts`, text)
      await host.write('services/tsconfig.json', emitting)
      await host.run('node', 'node_modules/typescript-7/bin/tsc', '-p', 'services')
      service = await host.start(`services/${name}.js`, { DATABASE: `${name}.db`, PORT: '0' })
    }, minutes)

    test('accepts commands, and answers with receipts and problem details', async () => {
      expect(await post('RegisterEmployee', { employeeId: 'anna', name: 'Anna' })).toMatchObject({ status: 200 })
      for (const customerId of ['a', 'b', 'c', 'd'])
        expect(await post('RegisterCustomer', { customerId, name: customerId })).toMatchObject({ status: 200 })
      const refused = await post('MoveCustomerToGroup', { customerId: 'a', groupId: 'x' }, { 'accept-language': 'fi' })
      expect(refused).toMatchObject({ status: 404, type: expect.stringContaining('application/problem+json') })
      expect(refused.body).toMatchObject({ error: 'GroupNotFound', detail: 'Ryhmää x ei ole.' })
      expect(await post('Nonsense', {})).toMatchObject({ status: 400 })
    })

    test('enforces its own rule under concurrent requests', async () => {
      const assigned = await Promise.all(
        ['a', 'b', 'c', 'd'].map((customerId) => post('AssignResponsible', { customerId, employeeId: 'anna' })),
      )
      expect(assigned.map(({ status }) => status).sort()).toEqual([200, 200, 200, 409])
    })

    test('shows the matrix, a history and its own projection', async () => {
      expect(await get('/matrix')).toHaveProperty('rows.length', 4)
      expect(await get('/customers/a/history')).toHaveProperty('0.type', 'ResponsibleAssigned')
      expect(await get('/customers/a/activity')).toMatchObject({ events: expect.any(Number) })
      expect(await get('/matrix?asOf=yesterday')).toMatchObject({ status: 400, error: 'MalformedQuestion' })
      expect(await get('/health')).toEqual({ isWell: true })
    })

    test('sends the messages of its outbox, and stops when told to', async () => {
      const printed = await service.stop()
      expect(printed.match(/sent \{"type":"ResponsibleAssigned"/g)?.length).toBe(3)
      expect(printed.trim().endsWith('stopped')).toBe(true)
    })
  })

  test(
    'installs at most 20 packages, without drivers, and reads Excel files',
    async () => {
      const alone = await hostWith(packed, { ours: ['@clientele/clientele'] })
      const listed = JSON.parse(await alone.run('npm', 'query', '*'))
      const program = [
        "import { openClientele } from '@clientele/clientele'",
        "import { memory } from '@clientele/clientele/memory'",
        'const crm = await openClientele({ store: memory() })',
        "const imported = await crm.importFile(Buffer.from('PK\\x03\\x04'), { kind: 'customers' })",
        'console.log(imported.right?.problems[0]?.error)',
      ].join('; ')
      const refused = await alone.run('node', '--input-type=module', '--eval', program)
      await alone.remove()
      expect(refused).toBe('FileUnreadable\n')
      const installed = listed.filter(({ location }: { location: string }) => location.startsWith('node_modules/'))
      expect(installed.length).toBeGreaterThan(4)
      expect(installed.length).toBeLessThanOrEqual(20)
    },
    2 * minutes,
  )
})

test(
  'the API and the back office load beside the library alone, without drivers',
  async () => {
    const host = await hostWith(packed, { ours: ['@clientele/clientele', '@clientele/http'] })
    const program = "import { clienteleHttp } from '@clientele/http'; console.log(typeof clienteleHttp)"
    const printed = await host.run('node', '--input-type=module', '--eval', program)
    await host.remove()
    expect(printed).toBe('function\n')
  },
  2 * minutes,
)

describe('the command line, installed into an empty folder', () => {
  let host: Host

  beforeAll(async () => {
    const others = { 'openapi-fetch': '0.17.0', 'openapi-typescript': '7.13.0', typescript: '5.9.3' }
    host = await hostWith(packed, { ours: ['@clientele/cli'], others })
  }, 5 * minutes)

  afterAll(() => host.remove())

  test(
    'shows the demo',
    async () => {
      expect(await host.run('npx', '--no', 'clientele', 'demo')).toContain('Loaded 321 rows')
      expect(await readdir(`${host.folder}/out`)).toContain('matrix.xlsx')
    },
    minutes,
  )

  describe('the command line serves the sample register', () => {
    let service: Service

    beforeAll(async () => {
      const store = 'sqlite:clientele-demo.db'
      const line = ['serve', '--store', store, '--by', 'anna', '--port', '0']
      service = await host.start('node_modules/@clientele/cli/bin/clientele.js', {}, ...line)
    }, minutes)

    afterAll(() => service.stop())

    const asked = async (path: string): Promise<string> => {
      const { origin, searchParams } = new URL(service.url)
      const headers = { authorization: `Bearer ${searchParams.get('token')}` }
      return (await fetch(`${origin}${path}`, { headers })).text()
    }

    test('with its pages and their resources', async () => {
      expect(await asked('/')).toContain('Aaltola Purjehdus Oy')
      for (const name of ['htmx.js', 'morph.js', 'office.js', 'office.css', 'icon.svg'])
        expect((await asked(`/assets/${name}`)).length).toBeGreaterThan(200)
    })

    test(
      'to clients with types generated from the OpenAPI document',
      async () => {
        await host.write('openapi.json', await asked('/openapi.json'))
        await host.run('npx', '--no', 'openapi-typescript', 'openapi.json', '-o', 'api.d.ts')
        await host.write('client.ts', client)
        const compile = (file: string) => host.run('node', 'node_modules/typescript/bin/tsc', ...strictly, file)
        await compile('client.ts')
        await host.write('wrong.ts', client.replace("'ArchiveCustomer'", "'ArchiveCustomers'"))
        const wrong = compile('wrong.ts')
        await expect(wrong).rejects.toThrow()
      },
      minutes,
    )
  })
})
