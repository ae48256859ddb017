import { isLeft } from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { importFile } from '../../src/import/index.js'
import { csv } from './directory.js'
import { imported, importing } from './importing.js'
import { opened } from './target.js'

type Register = Awaited<ReturnType<typeof opened>>

/** The groups by name, each with the name of its parent. */
const treeOf = ({ crm }: Pick<Register, 'crm'>): { readonly [name: string]: string | null } => {
  const { groups } = crm.register.tables
  return Object.fromEntries(
    [...groups.rows()].map(({ name, parentId }) => [name, groups.get(parentId ?? '')?.name ?? null]),
  )
}

const names = csv('Group;Parent group', 'Lahti;North', 'North;', 'Harbour;lahti', 'South;')

describe('groups without ids', () => {
  it('are created by name, each under the parent that is named, also if that comes later', async () => {
    const register = await imported({ 'customer-groups.csv': names })
    expect(register.result).toMatchObject({ read: 4, accepted: 4, problems: [] })
    expect(treeOf(register)).toEqual({ North: null, Lahti: 'North', Harbour: 'Lahti', South: null })
  })

  it('are not created again, and move if the row names another parent', async () => {
    const register = await imported({ 'customer-groups.csv': names })
    expect(await importing(register, { 'customer-groups.csv': names })).toMatchObject({ unchanged: 4, events: 0 })
    const moved = await importing(register, { 'customer-groups.csv': csv('Group;Parent group', 'LAHTI;South') })
    expect(moved).toMatchObject({ accepted: 1, problems: [] })
    expect(treeOf(register)).toEqual({ North: null, LAHTI: 'South', Harbour: 'LAHTI', South: null })
  })

  it('are found by the customers of the same import', async () => {
    const { crm, result } = await imported({
      'customer-groups.csv': names,
      'customers.csv': csv('Name;Group', 'Acme Oy;Harbour', 'Berg Oy;North / Lahti'),
    })
    expect(result.problems).toEqual([])
    const { customers, groups } = crm.register.tables
    expect([...customers.rows()].map(({ name, groupIds }) => [name, groups.get(groupIds[0] ?? '')?.name])).toEqual([
      ['Acme Oy', 'Harbour'],
      ['Berg Oy', 'Lahti'],
    ])
  })

  it('with the same name are those under the parent that is named; without a parent the row is ambiguous', async () => {
    const settings = csv('key,value', 'groupNameUniqueness,perParent')
    const tree = csv('Group;Parent group;Ledger account', 'North;;', 'South;;', 'Shops;North;', 'Shops;South;')
    const register = await imported({ 'settings.csv': settings, 'customer-groups.csv': tree })
    expect(register.result.problems).toEqual([])
    const result = await importing(register, {
      'customer-groups.csv': csv('Group;Parent group;Ledger account', 'Shops;South;3000', 'North;;4000'),
    })
    expect(result).toMatchObject({ accepted: 2, problems: [] })
    const { groups } = register.crm.register.tables
    expect(
      [...groups.rows()].map(({ name, parentId, ledgerAccount }) => [
        name,
        groups.get(parentId ?? '')?.name,
        ledgerAccount,
      ]),
    ).toEqual([
      ['North', undefined, '4000'],
      ['South', undefined, null],
      ['Shops', 'North', null],
      ['Shops', 'South', '3000'],
    ])
    const ambiguous = await importing(register, {
      'customer-groups.csv': csv('Group;Ledger account', 'Shops;5000'),
    })
    expect(ambiguous.problems).toMatchObject([{ line: 2, error: 'NameAmbiguous', column: 'groupId' }])
  })

  it('are refused if the parent does not exist, or if they have no name either', async () => {
    const { result } = await imported({
      'customer-groups.csv': csv('Group;Parent group', 'Lahti;Nowhere', ';Lahti', 'Own;own'),
    })
    expect(result.problems.map(({ line, error }) => [line, error])).toEqual([
      [2, 'GroupNotFound'],
      [3, 'MalformedRow'],
      [4, 'GroupNotFound'],
    ])
  })

  it('may be mixed with ids, of groups and of parents', async () => {
    const register = await imported({
      'customer-groups.csv': csv('Group id;Group;Parent group', 'n;North;', ';Lahti;n', 'h;Harbour;North / Lahti'),
    })
    expect(register.result.problems).toEqual([])
    expect(treeOf(register)).toEqual({ North: null, Lahti: 'North', Harbour: 'Lahti' })
  })

  it('are recognised in a sheet by its heading of parents', async () => {
    const register = await opened()
    const outcome = await importFile(register.target, Buffer.from('Yläryhmä,Ryhmä\n,North\nNorth,Lahti\n'))
    expect(isLeft(outcome) ? outcome.left : outcome.right).toMatchObject({ accepted: 2, problems: [] })
    expect(treeOf(register)).toEqual({ North: null, Lahti: 'North' })
  })
})
