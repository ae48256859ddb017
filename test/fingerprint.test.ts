import { projectionsVersion } from '@clientele/projections'
import { describe, expect, test } from 'vitest'
import { digestFile, digestOf, digestText, sources } from './fingerprint.js'

test(`${digestFile} has the digest of the sources of the views (run \`npm run generate\` after a change)`, async () => {
  await expect(digestText()).toMatchFileSnapshot(`../${digestFile}`)
})

describe('the version of the views', () => {
  const all = sources()

  // While the digest is being updated, the loaded program still has the previous one.
  test.skipIf(process.env.UPDATE !== undefined)('is the digest of their sources', () =>
    expect(projectionsVersion()).toBe(digestOf(all)),
  )

  test.each([
    ['an upcaster', 'domain/src/upcasts.ts'],
    ['the fields of an event', 'domain/src/model/customer/events.ts'],
    ['a codec', 'domain/src/kernel/input/codec.ts'],
    ['a rule that reducers use', 'domain/src/rules/merging/terms.ts'],
    ['a reducer', 'projections/src/register/handlers/index.ts'],
    ['a line of the history', 'projections/src/history/lines/customer.ts'],
    ['the format of snapshots', 'projections/src/snapshot/block.ts'],
    ['the code that combines them', 'projections/src/projections.ts'],
    ['code used from other folders', 'projections/src/messages/locale.ts'],
  ])('changes when %s changes: %s', (_, name) => {
    const path = `packages/${name}`
    expect(all.has(path)).toBe(true)
    expect(digestOf(new Map([...all, [path, `${all.get(path)} `]]))).not.toBe(digestOf(all))
  })

  test('changes when a file is added or removed', () => {
    const [[path] = ['']] = all
    expect(digestOf(new Map([...all].filter(([one]) => one !== path)))).not.toBe(digestOf(all))
    expect(digestOf(new Map([...all, ['packages/domain/src/new.ts', '']]))).not.toBe(digestOf(all))
  })

  test('does not change with the order of the files, or when a view changes that only queries', () => {
    expect(digestOf(new Map([...all].reverse()))).toBe(digestOf(all))
    expect([...all.keys()].filter((path) => path.startsWith('packages/projections/src/views'))).toEqual([])
  })
})
