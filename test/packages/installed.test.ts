import { readdir, readFile } from 'node:fs/promises'
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Host, hostWith, type Packed, packAll, root, versionsHere } from './packed.js'

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
    'publint finds nothing',
    async () => {
      const { messages } = await publint({ pkgDir: `${root}/packages/${name}`, strict: true, pack: 'npm' })
      expect(messages).toEqual([])
    },
    minutes,
  )

  // What CommonJS gets is an ES module, which Node 20.19 and newer can `require`. Compilers that know no `exports` are
  // older than what is asked for.
  const isMeant = (problem: Problem): boolean =>
    problem.kind === 'CJSResolvesToESM' || ('resolutionKind' in problem && problem.resolutionKind === 'node10')

  test(
    'its types fit what is run',
    async () => {
      const checked = await checkPackage(createPackageFromTarballData(new Uint8Array(await readFile(file()))))
      expect('problems' in checked && checked.problems.filter((one) => !isMeant(one))).toEqual([])
    },
    minutes,
  )
})

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

const codeIn = async (page: string): Promise<string> => {
  const text = await readFile(`${root}/${page}`, 'utf8')
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(text) ?? []
  return code
}

describe('installed into an empty folder', () => {
  let host: Host

  beforeAll(async () => {
    const others = await versionsHere('@types/node', 'better-sqlite3')
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
    'the lines of the README compile with TypeScript %s, %s and %s',
    async (version, module, resolution) => {
      await host.write('tsconfig.json', settings(module, resolution))
      const compiler = version === '5' ? 'node_modules/typescript-5/bin/tsc' : 'node_modules/typescript-7/bin/tsc'
      await host.run('node', compiler, '-p', '.')
    },
    minutes,
  )

  test(
    'and run, as a module and required',
    async () => {
      await host.write('readme.mjs', await codeIn('README.md'))
      expect(await host.run('node', 'readme.mjs')).toContain('appended: ')
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
    'no more than 20 packages come with it, drivers not counted',
    async () => {
      const alone = await hostWith(packed, { ours: ['@clientele/clientele'] })
      const listed = JSON.parse(await alone.run('npm', 'query', '*'))
      await alone.remove()
      const installed = listed.filter(({ location }: { location: string }) => location.startsWith('node_modules/'))
      expect(installed.length).toBeGreaterThan(4)
      expect(installed.length).toBeLessThanOrEqual(20)
    },
    2 * minutes,
  )
})

describe('the command line, installed into an empty folder', () => {
  let host: Host

  beforeAll(async () => {
    host = await hostWith(packed, { ours: ['@clientele/cli'] })
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
})
