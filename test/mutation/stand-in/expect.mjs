// Builds the real `expect` from its parts, as vitest does.
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  ChaiStyleAssertions,
  chai,
  customMatchers,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'

for (const part of [JestExtend, JestChaiExpect, ChaiStyleAssertions, JestAsymmetricMatchers]) chai.use(part)

export const expect = (value, message) => chai.expect(value, message)

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

const polled =
  (read, { timeout = 1000, interval = 50 }, check) =>
  async (...args) => {
    for (const end = Date.now() + timeout; ; await pause(interval)) {
      try {
        return await check(expect(await read()))(...args)
      } catch (error) {
        if (Date.now() > end) throw error
      }
    }
  }

const bound =
  (assertion, name) =>
  (...args) =>
    assertion[name](...args)

const poll = (read, options = {}) => {
  const checks = (of) =>
    new Proxy({}, { get: (_, name) => polled(read, options, (assertion) => bound(of(assertion), name)) })
  return Object.assign(
    checks((assertion) => assertion),
    { not: checks(({ not }) => not) },
  )
}

Object.assign(expect, chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT], {
  getState: () => getState(expect),
  setState: (state) => setState(state, expect),
  extend: (matchers) => chai.expect.extend(expect, matchers),
  unreachable: (message) => chai.assert.fail(`not to be reached ${message}`),
  poll,
})
setState({ assertionCalls: 0, isExpectingAssertions: false, currentTestName: '' }, expect)
expect.extend(customMatchers)
Object.defineProperty(globalThis, GLOBAL_EXPECT, { value: expect, writable: true, configurable: true })
