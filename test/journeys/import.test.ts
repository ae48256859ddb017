import { type Clientele, openClientele } from '@clientele/adapters'
import { isLeft } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { onEveryStore } from '../stores.js'
import { type Row, registerDirectory, rowsOf } from './register.js'

const registers = [
  { name: 'northwind', customers: 91, employees: 9, filledCells: 464 },
  { name: 'chinook', customers: 59, employees: 8, filledCells: 59 },
] as const

const today = '2026-11-22'
const clock = () => `${today}T09:00:00.000Z`

const imported = async (crm: Clientele, directory: string) => {
  const outcome = await crm.import(directory, { by: 'tester', today })
  if (isLeft(outcome)) expect.fail(JSON.stringify(outcome.left))
  return outcome.right
}

/** The start dates by the rule: from the document recorded first, of an enabled kind (L36–L40). */
const expectedStarts = (documents: readonly Row[], kinds: readonly string[]): ReadonlyMap<string, Row> => {
  const starts = new Map<string, Row>()
  for (const row of documents) {
    if (kinds.includes(row.kind ?? '') && !starts.has(row.customerId ?? '')) starts.set(row.customerId ?? '', row)
  }
  return starts
}

const groupsWithAncestors = (groups: readonly Row[], groupId: string): readonly string[] => {
  const parent = groups.find((row) => row.groupId === groupId)?.parentId ?? ''
  return groupId === '' ? [] : [groupId, ...groupsWithAncestors(groups, parent)]
}

// On a server a thousand commands make thousands of calls.
const timeout = 120_000

for (const { name, customers, employees, filledCells } of registers) {
  const directory = registerDirectory(name)

  onEveryStore(name, (make) => {
    test('every row is accepted, and the views match the files', { timeout }, async () => {
      const crm = await openClientele({ store: make({ synchronous: 'normal' }), clock })
      const { read, accepted, rejected, problems } = await imported(crm, directory)
      expect({ accepted, rejected, problems }).toEqual({ accepted: read, rejected: 0, problems: [] })

      const matrix = crm.views.responsibilityMatrix({ asOf: today })
      expect(matrix.columns).toHaveLength(employees)
      expect(matrix.rows).toHaveLength(customers)
      const cells = matrix.rows.flatMap(({ subject, cells }) => Object.keys(cells).map((id) => `${subject.id} ${id}`))
      const rowTexts = rowsOf(directory, 'responsibilities.csv').map((row) => `${row.subjectId} ${row.employeeId}`)
      expect(cells).toHaveLength(filledCells)
      expect(cells.sort()).toEqual(rowTexts.sort())

      const assignees = crm.views.assigneeList({ asOf: today })
      expect(assignees).toHaveLength(filledCells)
      expect(assignees.every(({ interval, customerRole }) => interval === null && customerRole === '')).toBe(true)

      const groups = rowsOf(directory, 'customer-groups.csv')
      const members = rowsOf(directory, 'customers.csv').map((row) => row.groupId ?? '')
      for (const { groupId, ownCount, totalCount } of crm.views.groupTree({ asOf: today })) {
        const own = members.filter((id) => id === (groupId ?? ''))
        const below = members.filter((id) => groupsWithAncestors(groups, id).includes(groupId ?? ''))
        expect([groupId, ownCount, totalCount]).toEqual([
          groupId,
          own.length,
          groupId === null ? own.length : below.length,
        ])
      }
      await crm.close()
    })

    test('a second import appends nothing', { timeout }, async () => {
      const crm = await openClientele({ store: make({ synchronous: 'normal' }), clock })
      const first = await imported(crm, directory)
      const second = await imported(crm, directory)
      expect(second).toMatchObject({ read: first.read, unchanged: first.read, accepted: 0, rejected: 0, events: 0 })
      await crm.close()
    })

    test('a dry run reports the same and appends nothing', { timeout }, async () => {
      const crm = await openClientele({ store: make({ synchronous: 'normal' }), clock })
      const tried = await crm.import(directory, { by: 'tester', today, dryRun: true })
      expect(isLeft(tried)).toBe(false)
      expect(crm.views.groupTree({ asOf: today })).toHaveLength(1)
      const done = await imported(crm, directory)
      expect(isLeft(tried) ? null : tried.right).toEqual(done)
      await crm.close()
    })

    const combinations = [
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ] as const

    test.each(combinations)(
      'start dates follow the settings STARTDATE_INVOICE %d and STARTDATE_SALESORDER %d',
      { timeout },
      async (invoice, order) => {
        const crm = await openClientele({ store: make({ synchronous: 'normal' }), clock })
        await crm.execute({ type: 'ChangeSetting', data: { key: 'STARTDATE_INVOICE', value: invoice } })
        await crm.execute({ type: 'ChangeSetting', data: { key: 'STARTDATE_SALESORDER', value: order } })
        await imported(crm, directory)
        const kinds = [...(invoice === 1 ? ['invoice'] : []), ...(order === 1 ? ['salesOrder'] : [])]
        const expected = expectedStarts(rowsOf(directory, 'documents.csv'), kinds)
        const shown = crm.views.startDates({ asOf: today })
        expect(shown).toHaveLength(customers)
        for (const { customerId, startDate, source, documentId } of shown) {
          const row = expected.get(customerId)
          expect([customerId, startDate, source, documentId]).toEqual([
            customerId,
            row?.date ?? null,
            row?.kind ?? null,
            row?.documentId ?? null,
          ])
        }
        await crm.close()
      },
    )
  })
}
