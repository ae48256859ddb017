// A minimal stand-in for vitest and @fast-check/vitest with the functions that our tests use: bundled with them it runs
// in one process.
export * as fc from 'fast-check'
export { expect } from './expect.mjs'
export { onTestFinished, runFiles } from './running.mjs'
export { afterAll, afterEach, beforeAll, beforeEach, describe, test, test as it } from './suites.mjs'

export const inject = () => ({ reason: 'no servers here' })

const spyOn = (object, name) => {
  const original = object[name]
  const calls = []
  let instead = original
  const spy = (...args) => {
    calls.push(args)
    return instead.apply(object, args)
  }
  object[name] = spy
  return Object.assign(spy, {
    mock: { calls },
    _isMockFunction: true,
    mockImplementation: (body) => {
      instead = body
      return spy
    },
    mockRestore: () => {
      object[name] = original
    },
  })
}

export const vi = { spyOn }

// The compiler checks type assertions; here they do nothing.
const ofTypes = new Proxy(() => ofTypes, { get: () => ofTypes })
export const expectTypeOf = () => ofTypes
