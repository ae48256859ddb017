import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openClientele, projection } from '@clientele/adapters'
import { writeCsv } from '@clientele/adapters/csv'
import { memory } from '@clientele/adapters/memory'
import { failureOf } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { accepted } from '../snapshots/register.js'

/** Counts the moves of each customer, with columns for it; collects in `asked` the customers whose cells are computed. */
const movesWith = (asked: string[] = []) =>
  projection({
    version: 1,
    initial: 0,
    keysOf: (event) => (event.type === 'CustomerMovedToGroup' ? event.stream.slice('customer-'.length) : null),
    apply: (count) => count + 1,
    codec: t.number,
    columns: {
      moves: {
        heading: { en: 'Moves', fi: 'Siirrot' },
        kind: 'number',
        width: 9,
        value: (customerId, states) => {
          asked.push(customerId)
          return states.get(customerId)
        },
      },
      moved: { heading: { en: 'Moved' }, value: (customerId, states) => states.has(customerId) },
    },
  })

const opened = async (asked: string[] = []) => {
  const crm = await openClientele({ store: memory(), projections: { moves: movesWith(asked) } })
  await accepted(crm, 'RegisterEmployee', { employeeId: 'anna', name: 'Anna' })
  await accepted(crm, 'RegisterEmployee', { employeeId: 'bert', name: 'Bert' })
  for (const groupId of ['one', 'two']) await accepted(crm, 'CreateCustomerGroup', { groupId, name: groupId })
  for (const customerId of ['beta', 'acme', 'secret'])
    await accepted(crm, 'RegisterCustomer', { customerId, name: customerId, ownerId: 'anna' })
  await accepted(crm, 'MarkCustomerPrivate', { customerId: 'secret' })
  for (const groupId of ['one', 'two']) await accepted(crm, 'MoveCustomerToGroup', { customerId: 'beta', groupId })
  onTestFinished(() => crm.close())
  return crm
}

describe('columns of the host', () => {
  test('appear in the list and its reports if chosen, in the order of the rows', async () => {
    const { views } = await opened()
    const columns = ['moves', 'name', 'moved']
    const rows = [
      { moves: 0, name: 'acme', moved: false },
      { moves: 2, name: 'beta', moved: true },
      { moves: 0, name: 'secret', moved: false },
    ]
    expect(views.customerList({ columns })).toEqual({ _tag: 'Right', right: rows })
    expect(views.customerReport({ columns, offset: 1, limit: 1 })).toEqual({
      _tag: 'Right',
      right: { rows: [rows[1]], total: 3 },
    })
    expect(views.customerList({ columns: ['nothing'] })).toMatchObject({ left: { error: 'UnknownColumn' } })
    expect(views.customerList({})).not.toMatchObject({ right: [{ moves: 0 }] })
  })

  test('have headings in each language, English by default, and are exported', async () => {
    const { views } = await opened()
    const listing = views.customerReportListing({ columns: ['name', 'moves', 'moved'], locale: 'fi' })
    if (isLeft(listing)) throw new Error(listing.left.error)
    expect(listing.right.columns.slice(1)).toEqual([
      { key: 'moves', heading: 'Siirrot', width: 9, kind: 'number' },
      { key: 'moved', heading: 'Moved', width: 18, kind: 'text' },
    ])
    const directory = await mkdtemp(join(tmpdir(), 'clientele-columns-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    const file = join(directory, 'customers.csv')
    await writeCsv(listing.right, file)
    const [heading, ...lines] = (await readFile(file, 'utf8')).trim().split('\r\n')
    expect(heading).toMatch(/Siirrot.Moved$/)
    expect(lines.map((line) => line.split(/[,;]/).slice(0, 2))).toEqual([
      ['acme', '0'],
      ['beta', '2'],
      ['secret', '0'],
    ])
  })

  test('exist for every day and moment, and are empty for past ones', async () => {
    const asked: string[] = []
    const crm = await opened(asked)
    const columns = ['name', 'moves']
    const empty = ['acme', 'beta', 'secret'].map((name) => ({ name, moves: null }))
    const [year] = crm.today().split('-')
    expect(crm.views.customerList({ columns, asOf: `${Number(year) + 1}-01-01` })).toEqual({
      _tag: 'Right',
      right: empty,
    })
    expect(crm.views.customerList({ columns, asOf: '2001-01-01' })).toMatchObject({ _tag: 'Right' })
    const { views } = await crm.knownAt(new Date().toISOString())
    expect(views.customerList({ columns })).toEqual({ _tag: 'Right', right: empty })
    expect(views.customerList({ columns: ['nothing'] })).toMatchObject({ left: { error: 'UnknownColumn' } })
    expect(asked).toEqual([])
    expect(crm.views.customerList({ columns, asOf: crm.today() })).not.toMatchObject({ right: empty })
  })

  test('are computed for customers that the viewer sees, and no others', async () => {
    const asked: string[] = []
    const { views } = await opened(asked)
    expect(views.customerList({ columns: ['name', 'moves'], viewer: 'bert' })).toEqual({
      _tag: 'Right',
      right: [
        { name: 'acme', moves: 0 },
        { name: 'beta', moves: 2 },
      ],
    })
    expect(asked).toEqual(['acme', 'beta'])
  })

  test('that throw or give no cell end the views in which they are selected, by name, and no others', async () => {
    const broken = projection({
      version: 1,
      initial: 0,
      apply: (count) => {
        if (count === 1) throw new Error('no')
        return count + 1
      },
      codec: t.number,
      columns: {
        stopped: { heading: { en: 'Stopped' }, value: (_, states) => states.get() },
        wrong: { heading: { en: 'Wrong' }, value: () => Object(1) },
        throwing: {
          heading: { en: 'Throwing' },
          value: () => {
            throw new RangeError('Anna Salo, 0401234567')
          },
        },
      },
    })
    const crm = await openClientele({ store: memory(), projections: { odd: broken } })
    onTestFinished(() => crm.close())
    await accepted(crm, 'RegisterCustomer', { customerId: 'acme', name: 'Acme' })
    await accepted(crm, 'RegisterCustomer', { customerId: 'beta', name: 'Beta' })
    const problems = {
      stopped: 'It threw ProjectionStopped.',
      wrong: 'It gave a value that is no cell.',
      throwing: 'It threw RangeError.',
    }
    for (const [column, problem] of Object.entries(problems)) {
      const expected = expect.objectContaining({
        name: 'ColumnFailed',
        message: `The column ${column}: ${problem}`,
        failure: { error: 'ColumnFailed', column, problem },
      })
      const columns = ['name', column]
      expect(() => crm.views.customerList({ columns })).toThrow(expected)
      expect(() => crm.views.customerReport({ columns })).toThrow(expected)
      const listing = crm.views.customerReportListing({ columns })
      if (isLeft(listing)) throw new Error(listing.left.error)
      expect(() => [...listing.right.rows]).toThrow(expected)
    }
    expect(crm.views.customerList({ columns: ['name'] })).toMatchObject({ right: [{ name: 'Acme' }, { name: 'Beta' }] })
  })

  const withColumns = (columns: object) =>
    projection({ version: 1, initial: 0, apply: (count) => count, codec: t.number, columns: Object(columns) })
  const heading = { en: 'Heading' }

  test.each([
    ['a column name of ours', { a: withColumns({ name: { heading, value: () => 1 } }) }],
    [
      'a column of another projection',
      { a: withColumns({ x: { heading, value: () => 1 } }), b: withColumns({ x: { heading, value: () => 1 } }) },
    ],
    ['no heading', { a: withColumns({ x: { value: () => 1 } }) }],
    ['an invalid name', { a: withColumns({ 'x y': { heading, value: () => 1 } }) }],
  ])('are refused with %s', async (_, projections) => {
    const refused = await openClientele({ store: memory(), projections }).catch(failureOf)
    expect(refused).toMatchObject({ error: 'MalformedOptions', problem: expect.stringContaining('column') })
  })
})
