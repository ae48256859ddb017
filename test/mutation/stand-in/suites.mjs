// The declarations of a test file: suites with their tests and hooks, in order.
import * as fc from 'fast-check'

const suiteIn = (name, parent) => ({
  name,
  parent,
  items: [],
  hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] },
})

let current = suiteIn('', null)

/** Starts a file: later declarations belong to the returned suite. */
export const startFile = () => {
  current = suiteIn('', null)
  return current
}

const titled = (name, args) => {
  let next = 0
  const shown = (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value))
  return String(name)
    .replace(/%[sdifjo%]/g, (mark) => (mark === '%%' ? '%' : shown(args[next++])))
    .replace(/\$(\w+)/g, (_, field) => String(args[0]?.[field]))
}

const bodyAndOptions = (one, other) => (typeof one === 'function' ? [one, other] : [other, one])

const eachOf = (declare) => (rows) => (name, one, other) => {
  const [body, options] = bodyAndOptions(one, other)
  for (const row of rows) {
    const args = Array.isArray(row) ? row : [row]
    declare(titled(name, args), (context) => body(...args, context), options)
  }
}

const withVariants = (declare) => {
  const nothing = () => {}
  nothing.each = () => nothing
  return Object.assign(declare, {
    skip: nothing,
    todo: nothing,
    each: eachOf(declare),
    sequential: declare,
    skipIf: (isOff) => (isOff ? nothing : declare),
    runIf: (isOn) => (isOn ? declare : nothing),
  })
}

const nameOf = (name) => (typeof name === 'function' ? name.name : String(name))

export const describe = withVariants((name, one, other) => {
  const [body] = bodyAndOptions(one, other)
  const parent = current
  current = suiteIn(nameOf(name), parent)
  parent.items.push(current)
  try {
    body?.()
  } finally {
    current = parent
  }
})

const timeoutOf = (options) => (typeof options === 'number' ? options : options?.timeout)

export const test = withVariants((name, one, other) => {
  const [body, options] = bodyAndOptions(one, other)
  current.items.push({ name: nameOf(name), body, timeout: timeoutOf(options), parent: current })
})

/** The hooks around a test in a suite: outer ones first before the test, last after it. */
export const hooksAround = (suite, kind) => {
  if (suite === null) return []
  const own = suite.hooks[kind]
  return kind === 'beforeEach'
    ? [...hooksAround(suite.parent, kind), ...own]
    : [...own.toReversed(), ...hooksAround(suite.parent, kind)]
}

const runHooks = async (hooks) => {
  for (const hook of hooks) await hook()
}

// Every further run of a property needs the state that the hooks around a test prepare.
const prepared = (property, suite) => {
  let runs = 0
  return property.beforeEach(async (previous) => {
    await previous()
    runs += 1
    if (runs === 1) return
    await runHooks(hooksAround(suite, 'afterEach'))
    await runHooks(hooksAround(suite, 'beforeEach'))
  })
}

test.prop =
  (arbitraries, parameters = {}) =>
  (name, body, options) => {
    const list = Array.isArray(arbitraries) ? arbitraries : [fc.record(arbitraries)]
    const suite = current
    const property = () => fc.asyncProperty(...list, async (...args) => body(...args))
    test(name, () => fc.assert(prepared(property(), suite), { endOnFailure: true, ...parameters }), options)
  }

const hook = (kind) => (body) => void current.hooks[kind].push(body)
export const beforeAll = hook('beforeAll')
export const afterAll = hook('afterAll')
export const beforeEach = hook('beforeEach')
export const afterEach = hook('afterEach')
