// Runs test files one after another in this process and stops at the first failure.
import { expect } from './expect.mjs'
import { hooksAround, startFile } from './suites.mjs'

const skipped = new Error('skipped')
const skip = process.env.MUTATION_SKIP ? new RegExp(process.env.MUTATION_SKIP, 'i') : null
let finishers = []
let count = 0

export const onTestFinished = (body) => void finishers.push(body)

const fullName = (item) => (item.parent === null ? '' : `${fullName(item.parent)} > ${item.name}`)
const isWanted = (item) => (item.items ? item.items.some(isWanted) : !skip?.test(fullName(item)))

const end = (word, text) => {
  process.stdout.write(`${word} ${text.replaceAll('\n', ' ').slice(0, 400)}\n`)
  process.exit(word === 'PASSED' ? 0 : 1)
}

const failed = (name, error) => end('FAILED', `${name}: ${error?.message ?? error}`)

const within = (ms, promise) => {
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${ms} ms`)), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

// A function that a `before` hook returns is its cleanup.
const runHooks = async (hooks) => {
  const after = []
  for (const hook of hooks) {
    const undo = await hook()
    if (typeof undo === 'function') after.push(undo)
  }
  return after
}

const skipHere = () => {
  throw skipped
}

const runBody = async (item) => {
  const context = { task: item, expect, onTestFinished, skip: skipHere }
  try {
    await within((item.timeout ?? 30_000) * 4, Promise.resolve(item.body(context)))
  } catch (error) {
    if (error !== skipped) throw error
  }
}

const runTest = async (item, file) => {
  count += 1
  finishers = []
  try {
    const after = await runHooks(hooksAround(item.parent, 'beforeEach'))
    await runBody(item)
    await runHooks([...after, ...hooksAround(item.parent, 'afterEach'), ...finishers.toReversed()])
  } catch (error) {
    failed(`${file}${fullName(item)}`, error)
  }
}

const runSuite = async (suite, file) => {
  if (!isWanted(suite)) return
  try {
    const after = await runHooks(suite.hooks.beforeAll)
    for (const item of suite.items) {
      if (item.items) await runSuite(item, file)
      else if (isWanted(item)) await runTest(item, file)
    }
    await runHooks([...after, ...suite.hooks.afterAll.toReversed()])
  } catch (error) {
    failed(`${file}${fullName(suite)}`, error)
  }
}

/** Runs these files, given as name and import; the one whose name starts with `first` comes first. Ends the process. */
export const runFiles = async (files, first = process.env.MUTATION_FIRST) => {
  process.on('unhandledRejection', (error) => failed('unhandled rejection', error))
  process.on('uncaughtException', (error) => failed('uncaught exception', error))
  const isFirst = ([name]) => (first && name.startsWith(first) ? 0 : 1)
  for (const [name, load] of files.toSorted((one, other) => isFirst(one) - isFirst(other))) {
    const suite = startFile()
    await load().catch((error) => failed(name, error))
    await runSuite(suite, name)
  }
  end('PASSED', `${count} tests`)
}
