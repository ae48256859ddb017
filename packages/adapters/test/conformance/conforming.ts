import type { StoreCapabilities } from '@clientele/domain'
import { conformance, type HarnessFactory } from '@clientele/testing/conformance'
import { afterAll, expect, test } from 'vitest'
import { rightOf } from '../sqlite/events.js'

const declaredBy = async (make: HarnessFactory): Promise<readonly [string, StoreCapabilities]> => {
  const { source, dispose } = await make()
  try {
    const store = rightOf(await source.open())
    await store.close()
    return [source.name, store.capabilities]
  } finally {
    await dispose()
  }
}

const inWords = (capabilities: StoreCapabilities): string =>
  Object.entries(capabilities)
    .map(([name, value]) => `${name} ${value === true ? 'yes' : value === false ? 'no' : value}`)
    .join(', ')

/** Runs all conformance cases; then prints the capabilities of the store, and the cases that these exclude. */
export const conforms = (make: HarnessFactory): void => {
  const cases = conformance(make)
  const ruledOut: string[] = []
  for (const { name, run } of cases)
    test(name, (context) =>
      run({
        skip: (reason) => {
          ruledOut.push(name)
          context.skip(reason)
        },
      }),
    )
  afterAll(async () => {
    const [name, capabilities] = await declaredBy(make)
    expect(ruledOut.length).toBeLessThan(cases.length)
    const summary = `${name} declares ${inWords(capabilities)}; ${cases.length - ruledOut.length} of ${cases.length} cases ran`
    console.log([`${summary}.`, ...ruledOut.map((one) => `Ruled out: ${one}`)].join('\n'))
  })
}
