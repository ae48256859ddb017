import { expect, onTestFinished, test } from 'vitest'
import { type Given, type ServedRegister, servedRegister } from './served.js'

const many: readonly Given[] = Array.from({ length: 6_000 }, (_, n) => [
  'RegisterCustomer',
  { customerId: `c${n}`, name: `Customer ${n} Oy` },
])

/** How many turns of the event loop pass until a request is answered. */
const turnsUntilAnswered = async ({ ask }: ServedRegister, path: string): Promise<number> => {
  let [turns, isCounting] = [0, true]
  const count = (): void => {
    turns += 1
    if (isCounting) setImmediate(count)
  }
  setImmediate(count)
  const response = await ask(path)
  await response.text()
  isCounting = false
  expect(response.status).toBe(200)
  return turns
}

test.each(['/audit/changes?limit=1', '/audit'])(
  'the first audit question (%s) indexes the history in steps, so that other requests go on',
  async (path) => {
    const register = await servedRegister(many)
    onTestFinished(register.close)
    const { ask } = register
    const preparing = turnsUntilAnswered(register, path)
    const others = await Promise.all([1, 2, 3].map(async () => (await ask('/health')).status))
    expect(others).toEqual([200, 200, 200])
    const [first, second] = [await preparing, await turnsUntilAnswered(register, path)]
    expect(first).toBeGreaterThan(second + 6)
  },
)
