import { describe, expect, test } from 'vitest'
import { isBuilt, killChild, startChild } from '../../../../test/processes/children.js'
import { batch, idsOf, ofBatch } from './batches.js'
import { newStream, rightOf, served, storeOn, until } from './serving.js'

const writer = '../../packages/adapters/test/eventstoredb/batch-writer.mjs'

// The append that is not answered, and whether the server executes it before the process is killed.
const steps = ['the intent', 'the first write', 'the second write', 'the third write', 'the end'] as const
const ways = steps.flatMap((step, skip) => [
  [step, 'after', skip, 'hang'] as const,
  [step, 'before', skip, 'ignore'] as const,
])

describe.skipIf(!isBuilt)('a process that writes to several streams (needs the build)', () => {
  test('completes when it is not disturbed', async () => {
    const server = await served()
    rightOf(await (await storeOn(server)).append(newStream('b-1'))())
    const one = batch()
    const child = startChild(writer, server.connectionString(), JSON.stringify(one))
    expect([await child.ended, child.lines]).toEqual([0, ['Right']])
    expect(server.faults.left()).toBe(0)
  })

  test.each(ways)('and is killed at %s (%s completion) leaves all or nothing', async (_step, _when, skip, kind) => {
    const server = await served()
    const setUp = await storeOn(server)
    rightOf(await setUp.append(newStream('b-1'))())
    const one = batch()
    server.faults.add({ rpc: 'append', kind, skip })
    const child = startChild(writer, server.connectionString(), JSON.stringify(one))
    await until(() => server.faults.left() === 0, 20_000)
    await killChild(child)
    expect(child.process.signalCode).toBe('SIGKILL')
    const another = await storeOn(server)
    const isAnnounced = skip > 0 || kind === 'hang'
    expect((await ofBatch(another, one)).map(({ id }) => id)).toEqual(isAnnounced ? idsOf(one) : [])
    expect(rightOf(await another.append(one)()).events.map(({ id }) => id)).toEqual(idsOf(one))
    expect((await ofBatch(another, one)).map(({ id }) => id)).toEqual(idsOf(one))
  })

  test('and is killed midway is completed by one that was already open and follows the log', async () => {
    const server = await served()
    const other = await storeOn(server)
    rightOf(await other.append(newStream('b-1'))())
    const one = batch()
    server.faults.add({ rpc: 'append', kind: 'ignore', skip: 2 })
    const child = startChild(writer, server.connectionString(), JSON.stringify(one))
    await until(() => server.faults.left() === 0, 20_000)
    await killChild(child)
    expect((await ofBatch(other, one)).length).toBe(2)
    await until(async () => (await ofBatch(other, one)).length === 4, 15_000)
  })
})
