import { randomUUID } from 'node:crypto'
import { openClientele } from '@clientele/adapters'
import { fileSnapshots } from '@clientele/adapters/snapshots'
import type { StreamName } from '@clientele/domain'
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newDatabase, onPostgres } from '../../packages/adapters/test/postgres/schemas.js'
import { temporaryFile } from '../../packages/adapters/test/sqlite/temporary.js'
import { poolOf, questionsFor, viewNames } from '../properties/questions.js'
import { isBuilt } from './children.js'
import { onKurrentDb, sourceAt } from './durable.js'
import { built, filesOf, libraryOf, openedBy, type Remote, releases } from './releases.js'
import { acknowledged, beginning, expectSound, expectWhole, refused, wholeLog } from './sound.js'

const timeout = 60_000

// Enough that each process meets the other's events while it runs.
const customers = 30

const rightOf = <A>(answer: Either<unknown, A>): A => {
  if (isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right
}

test('a stored release exists', () => expect(releases).toContain('0.1.0'))

/** The views whose answers were wrong in a release, with the change that corrected them. */
const corrected: { readonly [version: string]: { readonly [view: string]: string } } = {}

const asking = [
  { viewer: 'e1', asOf: '2024-03-15' },
  { viewer: 'e2', asOf: '2025-01-01' },
]

type Asked = readonly [view: string, question: object]

const questionsAbout = (register: Parameters<typeof poolOf>[0], version: string): readonly Asked[] => {
  const pool = poolOf(register)
  return viewNames
    .filter((view) => corrected[version]?.[view] === undefined)
    .flatMap((view) =>
      asking.flatMap((by) => questionsFor(view, pool, by).map((question) => [view, question] as const)),
    )
}

const newFile = async (): Promise<string> => {
  const { file, remove } = await temporaryFile()
  onTestFinished(remove)
  return `sqlite:${file}`
}

const newPostgres = async (): Promise<string> => {
  const { url, drop } = await newDatabase()
  onTestFinished(drop)
  return url
}

/** Expects the reader to see the writer's changes, to be bound by them and to continue from them. */
const expectSeen = async (writer: Remote, reader: Remote, customerId: string): Promise<void> => {
  const receipt = await writer.accepted(customerNamed(customerId, 'First'))
  expect(await reader.caughtUp(receipt)).toMatchObject({ _tag: 'Right' })
  expect(await nameAt(reader, customerId)).toBe('First')
  expect(await reader.execute(customerNamed(customerId, 'Another'))).toMatchObject({
    left: { error: 'CustomerAlreadyRegistered' },
  })
  await reader.accepted(rename(customerId, 'Second'))
}

/**
 * Runs the same tests on stores for several processes: `make` returns the URL of an empty one, which is removed after
 * the test.
 */
const onSharedStores = (body: (make: () => Promise<string>) => void): void => {
  describe('on SQLite', () => body(newFile))
  if (process.env.CLIENTELE_STORES === 'all') onPostgres('on PostgreSQL', () => body(newPostgres))
}

const customerNamed = (customerId: string, name: string) => ({ type: 'RegisterCustomer', data: { customerId, name } })

const rename = (customerId: string, name: string) => ({
  type: 'ChangeCustomerDetails',
  data: { customerId, changes: { name } },
})

/** Appends an event as a newer version would. */
const appendNewer = async (url: string, stream: StreamName, type: string, schemaVersion = 1): Promise<void> => {
  const store = rightOf(await (await sourceAt(url)).open())
  const metadata = { by: 'newer', at: new Date().toISOString(), commandId: randomUUID() }
  const event = { id: randomUUID(), type, schemaVersion, data: {}, metadata }
  const expected = stream === 'customer-c1' ? 0 : 'noStream'
  rightOf(await store.append({ writes: [{ stream, expected, events: [event] }], unchanged: [], noneSince: [] })())
  await store.close()
}

const nameAt = async (remote: Remote, customerId: string): Promise<unknown> => {
  const [answer = 'null'] = await remote.ask([['customerCard', { customerId }]])
  return JSON.parse(answer)?.name
}

// The run on KurrentDB adds nothing here.
describe.skipIf(!isBuilt || onKurrentDb).each(releases)('release %s (needs the build)', (version) => {
  const old = libraryOf(version)

  test('wrote files that open today, and every view has the same answer', { timeout }, async () => {
    const [oldFiles, newFiles] = await Promise.all([filesOf(version), filesOf(version)])
    const crm = await openClientele({
      store: await sourceAt(newFiles.url),
      snapshots: fileSnapshots({ directory: newFiles.snapshots }),
    })
    const before = await openedBy(old, oldFiles.url, oldFiles.snapshots)
    const now = await openedBy(built, newFiles.url, newFiles.snapshots)
    const questions = questionsAbout(crm.register, version)
    const [expected, given] = await Promise.all([before.ask(questions), now.ask(questions)])
    expect(questions.length).toBeGreaterThan(500)
    // Additional fields of an answer are new.
    for (const [index, [view, question]] of questions.entries())
      expect({ answer: JSON.parse(given[index] ?? 'null') }, `${view} ${JSON.stringify(question)}`).toMatchObject({
        answer: JSON.parse(expected[index] ?? 'null'),
      })
    expect(await crm.rebuild()).toMatchObject({ right: { equal: true } })
    await Promise.all([before.close(), now.close(), crm.close()])
  })

  onSharedStores((make) => {
    describe.each([
      { first: old, second: built },
      { first: built, second: old },
    ])('and the current version share a store created by $first.title', ({ first, second }) => {
      const both = async (url: string): Promise<readonly [Remote, Remote]> => {
        const one = await openedBy(first, url)
        for (const command of beginning) await one.accepted(command)
        return [one, await openedBy(second, url)]
      }

      test('in turn each sees the events of the other; concurrently nothing is lost', { timeout }, async () => {
        const url = await make()
        const remotes = await both(url)
        for (const [index, writer] of [...remotes, ...remotes].entries())
          await expectSeen(writer, remotes[(index + 1) % 2] ?? writer, `c${index}`)
        await Promise.all(remotes.map((remote, index) => remote.executeAll(`worker${index}`, customers)))
        for (const remote of remotes) await remote.close()
        const children = remotes.map(({ child }) => child)
        const ids = children.flatMap(acknowledged)
        expect(children.flatMap(refused)).toEqual([])
        expect(ids).toHaveLength(2 * 3 * customers)
        const log = await wholeLog(url)
        expectWhole(log, ids)
        expectSound(log)
      })
    })

    test('an event of an unknown type is skipped by views, and its stream cannot be written', { timeout }, async () => {
      const url = await make()
      const remote = await openedBy(old, url)
      for (const customerId of ['c1', 'c2']) await remote.accepted(customerNamed(customerId, 'One'))
      await appendNewer(url, 'customer-c1', 'CustomerFrozen')
      await appendNewer(url, 'loan-1', 'LoanGranted')
      const unreadable = { left: { error: 'EventUnreadable', stream: 'customer-c1', type: 'CustomerFrozen' } }
      expect(await remote.execute(rename('c1', 'Two'))).toMatchObject(unreadable)
      await remote.accepted(rename('c2', 'Two'))
      expect(await nameAt(remote, 'c1')).toBe('One')
      expect(await nameAt(remote, 'c2')).toBe('Two')
      expect(await remote.health()).toMatchObject({
        isWell: true,
        views: { stoppedBy: null, passedOver: ['CustomerFrozen', 'LoanGranted'] },
      })
      await remote.close()
    })

    test('a newer version of an event stops views and commands, and names the package to update', {
      timeout,
    }, async () => {
      const url = await make()
      const remote = await openedBy(old, url)
      await remote.accepted(customerNamed('c1', 'One'))
      await appendNewer(url, 'customer-c9', 'CustomerRegistered', 99)
      const unreadable = { error: 'EventUnreadable', stream: 'customer-c9', revision: 0 }
      const outcome = await remote.execute(rename('c1', 'Two'))
      expect(outcome).toMatchObject({ left: unreadable })
      expect(JSON.stringify(outcome)).toContain('update @clientele/clientele')
      expect(await nameAt(remote, 'c1')).toBe('One')
      expect(await remote.health()).toMatchObject({ isWell: false, views: { stoppedBy: unreadable } })
      await remote.close()
    })
  })
})
