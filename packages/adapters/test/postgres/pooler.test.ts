import { type Clientele, openClientele } from '@clientele/adapters'
import { postgres } from '@clientele/adapters/postgres'
import { isRight } from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Pooler, pgbouncerProgram, startPgbouncer } from '../../../../test/servers/pgbouncer.js'
import { onPostgres, schemaOfTest, url } from './schemas.js'

const program = pgbouncerProgram()
const newSchema = schemaOfTest()

const behindPooler = (body: (pooler: () => Pooler) => void): void => {
  if (program === null) {
    describe.skip('behind a pooler in transaction mode (there is no pgbouncer here)', () => body(() => expect.fail()))
    return
  }
  onPostgres('behind a pooler in transaction mode', () => {
    let pooler: Pooler | undefined
    beforeAll(async () => {
      pooler = await startPgbouncer(program, url)
    })
    afterAll(() => pooler?.stop())
    body(() => pooler ?? expect.fail('the pooler did not start'))
  })
}

const opened = async (connectionString: string, schema: string): Promise<Clientele> => {
  const crm = await openClientele({ store: postgres({ connectionString, schema }) })
  onTestFinished(() => crm.close())
  return crm
}

const customers = async (crm: Clientele, prefix: string, count: number): Promise<void> => {
  const outcomes = await Promise.all(
    Array.from({ length: count }, (_, n) =>
      crm.execute({ type: 'RegisterCustomer', data: { customerId: `${prefix}${n}`, name: prefix } }),
    ),
  )
  expect(outcomes.filter((outcome) => !isRight(outcome))).toEqual([])
}

const streamsOf = async (crm: Clientele): Promise<readonly string[]> => {
  const streams: string[] = []
  for await (const batch of crm.events()) for (const { stream } of batch) streams.push(stream)
  return streams
}

behindPooler((pooler) => {
  test('two registers stay separate, whichever connection a statement gets', async () => {
    const [a, b] = await Promise.all(['a', 'b'].map((_) => opened(pooler().url, newSchema().name)))
    if (a === undefined || b === undefined) return expect.fail()
    for (let round = 0; round < 6; round += 1)
      await Promise.all([customers(a, `a${round}-`, 12), customers(b, `b${round}-`, 12)])
    for (const [crm, prefix] of [
      [a, 'a'],
      [b, 'b'],
    ] as const) {
      const streams = await streamsOf(crm)
      expect(new Set(streams).size).toBe(72)
      expect(streams.every((stream) => stream.startsWith(`customer-${prefix}`))).toBe(true)
    }
  })

  test('several processes on one register see each other’s events', async () => {
    const schema = newSchema().name
    const [north, south] = [await opened(pooler().url, schema), await opened(pooler().url, schema)]
    await Promise.all([customers(north, 'n', 20), customers(south, 's', 20)])
    for (const crm of [north, south]) {
      await crm.caughtUp()
      expect(crm.register.tables.customers.size).toBe(40)
    }
  })
})
