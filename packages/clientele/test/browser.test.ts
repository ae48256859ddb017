import { fileURLToPath } from 'node:url'
import { createContext, Script } from 'node:vm'
import { schemas } from '@clientele/clientele'
import { fc, test } from '@fast-check/vitest'
import { build } from 'esbuild'
import { describe, expect } from 'vitest'
import { sha256 as sha256InNode } from '../../adapters/src/platform/node.js'
import { sha256 } from '../../adapters/src/platform/web.js'

const program = `
import { CreateCustomerGroup, memory, openClientele, problemDetails, RenameCustomerGroup } from '@clientele/clientele'

const run = async () => {
  const crm = await openClientele({ store: memory() })
  const made = await crm.execute(CreateCustomerGroup({ groupId: 'bakers', name: 'Bakers' }), { commandId: 'make-bakers' })
  const missing = await crm.execute(RenameCustomerGroup({ groupId: 'none', name: 'Bakers' }))
  const names = crm.views.groupTree({}).map(({ name }) => name)
  const imported = await crm.import('register').catch((error) => error.message)
  await crm.close()
  return JSON.stringify({ made: made.right.events.map(({ type }) => type), missing: problemDetails(missing).status, names, imported })
}
globalThis.result = run()
`

const askingForSchemas = `
import { schemas } from '@clientele/clientele'
globalThis.result = schemas.views
`

const bundled = async (contents = program): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

// What every browser has, and nothing of Node.
const { AbortController, AbortSignal, clearInterval, clearTimeout, crypto, performance, setInterval, setTimeout } =
  globalThis
const { structuredClone, TextDecoder, TextEncoder } = globalThis
const ofBrowsers = {
  AbortController,
  AbortSignal,
  clearInterval,
  clearTimeout,
  crypto,
  performance,
  setInterval,
  setTimeout,
  structuredClone,
  TextDecoder,
  TextEncoder,
}

describe('in a browser', () => {
  test('a register in memory is bundled without Node, and works', async () => {
    const page = createContext({ ...ofBrowsers })
    new Script(await bundled()).runInContext(page)
    expect(JSON.parse(await page.result)).toEqual({
      made: ['CustomerGroupCreated'],
      missing: 404,
      names: ['Bakers', 'No group'],
      imported: 'Files can be imported where there are files: by Node, not in a browser.',
    })
  })

  test('unused schemas are not in the bundle', async () => {
    const sentence = 'The responsibilities on a day'
    expect(schemas.views.responsibilityMatrix.description).toContain(sentence)
    expect((await bundled()).includes(sentence)).toBe(false)
    expect((await bundled(askingForSchemas)).includes(sentence)).toBe(true)
  })

  test.prop([fc.oneof(fc.string(), fc.string({ unit: 'binary' }))])('texts have the same digest as in Node', (text) => {
    expect(sha256(text)).toBe(sha256InNode(text))
  })
})
