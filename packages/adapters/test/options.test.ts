import { openClientele } from '@clientele/adapters'
import { eventstoredb, kurrentdb } from '@clientele/adapters/eventstoredb'
import { memory } from '@clientele/adapters/memory'
import { postgres, postgresCheckpoints } from '@clientele/adapters/postgres'
import { fileSnapshots, postgresSnapshots, sqliteSnapshots } from '@clientele/adapters/snapshots'
import { sqlite, sqliteCheckpoints } from '@clientele/adapters/sqlite'
import { failureOf } from '@clientele/domain'
import { describe, expect, onTestFinished, test } from 'vitest'

// Options as an untyped program passes them.
const misspelt = (options: object): never => options as never

const refused = (problem: string) => ({ error: 'MalformedOptions', problem })

const failureIn = async (asked: Promise<unknown>): Promise<unknown> => {
  try {
    return await asked
  } catch (error) {
    return failureOf(error) ?? error
  }
}

const register = async () => {
  const crm = await openClientele({ store: memory() })
  onTestFinished(() => crm.close())
  return crm
}

describe('an unknown option is refused by name, with the nearest known one,', () => {
  test('when a register is opened', async () => {
    const opening = openClientele(misspelt({ store: memory(), clok: () => '' }))
    expect(await failureIn(opening)).toEqual(refused('openClientele: `clok` is no option; did you mean `clock`?'))
    const needed = refused('openClientele: `store` is a store, such as `memory()` or `sqlite({ file })`.')
    for (const options of [{}, { store: {} }, { store: { open: true } }, { store: Promise.resolve(memory()) }])
      expect(await failureIn(openClientele(misspelt(options)))).toEqual(needed)
  })

  test('among the keys of a register, which would otherwise open in clear', async () => {
    const openWith = (keys: object) => failureIn(openClientele(misspelt({ store: memory(), keys })))
    const unknown = 'openClientele: keys: `masterkey` is no option; did you mean `masterKey`?'
    expect(await openWith({ masterkey: 'x' })).toEqual(refused(unknown))
    const store = sqlite(misspelt({ flie: 'x' }))
    const keys = { masterKey: Buffer.alloc(32).toString('base64') }
    expect(await failureIn(openClientele({ store, keys }))).toEqual(
      refused('sqlite: `flie` is no option; did you mean `file`?'),
    )
    const wrong = 'openClientele: keys: `masterKey` is a text, or a function that returns one.'
    for (const masterKey of [42, null, {}]) expect(await openWith({ masterKey })).toEqual(refused(wrong))
    for (const masterKey of [() => undefined, async () => 42, () => ''])
      expect(await openWith({ masterKey })).toMatchObject({ error: 'MasterKeyWrong' })
  })

  test.each([
    ['memory', memory(misspelt({ clocks: 1 })), 'memory: `clocks` is no option; did you mean `clock`?'],
    ['sqlite', sqlite(misspelt({ flie: 'x' })), 'sqlite: `flie` is no option; did you mean `file`?'],
    ['postgres', postgres(misspelt({ url: 'x' })), 'postgres: `url` is no option.'],
    [
      'eventstoredb',
      eventstoredb(misspelt({ Patience: 1 })),
      'eventstoredb: `Patience` is no option; did you mean `patience`?',
    ],
    ['kurrentdb', kurrentdb(misspelt({ patiense: 1 })), 'kurrentdb: `patiense` is no option; did you mean `patience`?'],
  ])('when %s is opened', async (_, source, problem) => {
    expect(await source.open()).toMatchObject({ left: refused(problem) })
  })

  test.each([
    ['a file', fileSnapshots(misspelt({ dir: 'x' })), 'fileSnapshots: `dir` is no option.'],
    [
      'SQLite',
      sqliteSnapshots(misspelt({ files: 'x' })),
      'sqliteSnapshots: `files` is no option; did you mean `file`?',
    ],
    [
      'no directory',
      fileSnapshots({ directory: ' ' }),
      'fileSnapshots: `directory` is the name of a file or directory, not empty.',
    ],
    [
      'no file',
      sqliteSnapshots({ file: '' }),
      'sqliteSnapshots: `file` is the name of a file or directory, not empty.',
    ],
    [
      'PostgreSQL',
      postgresSnapshots(misspelt({ shema: 'x' })),
      'postgresSnapshots: `shema` is no option; did you mean `schema`?',
    ],
  ])('of snapshots in %s, and the register does not open with them', async (_, snapshots, problem) => {
    expect(await snapshots.purge()()).toMatchObject({ left: refused(problem) })
    expect(await failureIn(openClientele({ store: memory(), snapshots }))).toEqual(refused(problem))
  })

  test('of checkpoints', async () => {
    const problem = (of: string) => refused(`${of}: \`patients\` is no option; did you mean \`patience\`?`)
    for (const checkpoints of [sqliteCheckpoints, postgresCheckpoints])
      expect(await failureIn(checkpoints(misspelt({ patients: 1 })).load('a'))).toEqual(problem(checkpoints.name))
  })

  test('of checkpoints without a file', async () => {
    expect(await failureIn(sqliteCheckpoints({ file: '' }).load('a'))).toEqual(
      refused('sqliteCheckpoints: `file` is the name of a file or directory, not empty.'),
    )
  })

  test('of a subscription, caughtUp, rebuild or import', async () => {
    const crm = await register()
    const subscription = crm.subscribe('mails', () => {}, misspelt({ batchsize: 5 }))
    expect(await subscription.stopped).toMatchObject({
      error: 'MalformedSubscription',
      problems: [{ path: 'batchsize', expected: 'no such field; did you mean batchSize?' }],
    })
    expect(await crm.caughtUp(undefined, misspelt({ timeOut: 5 }))).toMatchObject({
      left: refused('caughtUp: `timeOut` is no option; did you mean `timeout`?'),
    })
    expect(await crm.rebuild(misspelt({ swop: true }))).toMatchObject({
      left: refused('rebuild: `swop` is no option; did you mean `swap`?'),
    })
    expect(await crm.import('nowhere', misspelt({ dryrun: true }))).toMatchObject({
      left: refused('import: `dryrun` is no option; did you mean `dryRun`?'),
    })
  })

  test('and an arbitrary name is not repeated', async () => {
    expect(await memory(misspelt({ 'anna@example.com': 1 })).open()).toMatchObject({
      left: refused('memory: A name with other characters is no option.'),
    })
  })
})

describe('an option with an invalid value is refused', () => {
  test.each([
    [{ store: 'memory' }, 'openClientele: `store` is a store, such as `memory()` or `sqlite({ file })`.'],
    [{ store: memory(), cachedStreams: 1.5 }, 'openClientele: `cachedStreams` is a whole number, at least 1.'],
    [{ store: memory(), follow: 'no' }, 'openClientele: `follow` is true or false.'],
    [{ store: memory(), clock: '2026-01-01' }, 'openClientele: `clock` is a function.'],
    [{ store: memory(), logger: { info: 1 } }, 'openClientele: `logger` is a logger with `info`, `warn` and `error`.'],
    [
      { store: memory(), snapshots: {} },
      'openClientele: `snapshots` is a place of snapshots, such as `memorySnapshots()` or `sqliteSnapshots({ file })`.',
    ],
    [null, 'openClientele: the options are an object.'],
    [[], 'openClientele: the options are an object.'],
  ])('%j', async (options, problem) => {
    expect(await failureIn(openClientele(misspelt(options as object)))).toEqual(refused(problem))
  })

  test.each([[null], [7], ['anna'], [{ length: 1 }]])('for a list: %j', async (given) => {
    const crm = await register()
    expect(await failureIn(crm.batch().prepare(misspelt(given as object)))).toEqual(
      refused('batch.prepare: `commands` is a list.'),
    )
    expect(await failureIn(crm.inClear(misspelt(given as object)))).toEqual(
      refused('inClear: `personIds` is a list of ids.'),
    )
  })

  test('by a store too, and optional ones may be undefined', async () => {
    expect(await sqlite(misspelt({ file: 'x', synchronous: 'off' })).open()).toMatchObject({
      left: refused("sqlite: `synchronous` is 'full' or 'normal'."),
    })
    expect(await sqlite(misspelt({ file: 'x', patience: -1 })).open()).toMatchObject({
      left: refused('sqlite: `patience` is a number of milliseconds, at least 0.'),
    })
    const crm = await openClientele(misspelt({ store: memory(misspelt({ clock: undefined })), logger: undefined }))
    await crm.close()
  })
})
