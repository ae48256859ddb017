import type { StoreSource } from '@clientele/domain'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { memory } from '../../src/stores/memory/index.js'
import { csv } from './directory.js'
import { importing } from './importing.js'
import { opened } from './target.js'

/** A store in memory that counts its appends. */
const counting = (): { readonly store: StoreSource; readonly appends: () => number } => {
  const source = memory()
  let appends = 0
  const open: StoreSource['open'] = async () => {
    const store = await source.open()
    if (isLeft(store)) return store
    return right({
      ...store.right,
      append: (batch) => {
        appends += 1
        return store.right.append(batch)
      },
    })
  }
  return { store: { ...source, open }, appends: () => appends }
}

const numbers = Array.from({ length: 60 }, (_, number) => number)

test.each([
  ['roles.csv', csv('roleId,name,kind,cardinality', ...numbers.map((n) => `r${n},R ${n},customer,many`))],
  ['classifiers.csv', csv('catalogue,value,name', ...numbers.map((n) => `segments,s${n},S ${n}`))],
  ['contact-properties.csv', csv('number,name,contactGroup', ...numbers.map((n) => `${n + 1},P ${n},${n}`))],
  ['special-groups.csv', csv('specialGroupId,name', ...numbers.map((n) => `s${n},S ${n}`))],
  ['customer-groups.csv', csv('groupId,name,parentId', 'top,Top,', ...numbers.map((n) => `g${n},G ${n},top`))],
])('the rows of %s, which share a stream, are appended together', async (file, text) => {
  const { store, appends } = counting()
  const register = await opened(store)
  const { accepted, problems } = await importing(register, { [file]: text })
  expect(problems).toEqual([])
  expect(accepted).toBeGreaterThanOrEqual(numbers.length)
  expect(appends()).toBeLessThanOrEqual(2)
})
