import { type CommandType, commands, idOfStream, type KnownEvent, rightOf } from '@clientele/domain'
import type { Register } from '@clientele/projections'
import {
  dataFor,
  executeHistory,
  isContactOfOthers,
  maySee,
  type OpenHistory,
  projected,
  type Step,
  steps,
} from '@clientele/testing'
import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { runs } from './runs.js'

const host = (type: CommandType, data: object): Step => ({ command: { type, data }, by: 'host', daysLater: 0 })

/**
 * c3 and p1 are private to e3, c1 is in a group for e2 only, e4 has left; e1 is an administrator, and e5 does not
 * exist.
 */
const secrets: readonly Step[] = [
  host('ChangeCustomerOwner', { customerId: 'c3', ownerId: 'e3' }),
  host('MarkCustomerPrivate', { customerId: 'c3' }),
  host('LinkContactToCompany', { personId: 'p2', customerId: 'c3' }),
  host('MarkContactPrivate', { personId: 'p1', ownerId: 'e3' }),
  host('WriteNote', { activityId: 'hushed', links: { customerId: 'c2', personId: 'p1' }, text: 'Hushed' }),
  host('RegisterProject', { projectId: 'j2', customerId: 'c3', name: 'Secret' }),
  host('WriteNote', { activityId: 'secret', links: { customerId: 'c3' }, text: 'Secret' }),
  host('RegisterTask', { activityId: 'task2', links: { projectId: 'j2' }, title: 'Secret' }),
  host('GrantGroupVisibility', { groupId: 'g1', employeeId: 'e2' }),
  host('RegisterEmployee', { employeeId: 'seller', name: 'Seller', salesperson: true }),
  host('DeactivateEmployee', { employeeId: 'e4' }),
]

const actors = ['seller', 'e4', 'mallory'] as const

/** Whether an actor has no right to a stream: unknown actors and those who left count as salespersons on no list. */
const isForeign = (register: Register, actor: string, stream: string): boolean => {
  const { tables } = register
  const seen = (customerId: string): boolean => maySee(register, actor, customerId)
  const id = idOfStream(stream)
  const kinds: { readonly [category: string]: () => boolean } = {
    customer: () => !seen(id),
    project: () => !seen(tables.projects.get(id)?.customerId ?? ''),
    person: () => {
      const { customerId = null, companyIds = [] } = tables.persons.get(id) ?? {}
      const itself = tables.customers.keysWhere('personId', id)
      const behind = [...(customerId === null ? [] : [customerId]), ...itself, ...companyIds]
      return isContactOfOthers(register, actor, id) || (behind.length > 0 && !behind.some(seen))
    },
    activity: () =>
      [tables.notes, tables.meetings, tables.tasks, tables.files]
        .map((table) => table.get(id))
        .some(
          (row) =>
            row?.customerIds.some((one) => !seen(one)) === true ||
            row?.personIds.some((one) => isContactOfOthers(register, actor, one)) === true ||
            row?.projectIds.some((one) => !seen(tables.projects.get(one)?.customerId ?? '')) === true,
        ),
    settings: () => true,
  }
  const [category = ''] = stream.split('-')
  return kinds[category]?.() ?? false
}

// The rights to customers that leave a group because it is deleted do not matter.
const hasFollowUps = (type: CommandType): boolean => type === 'DeleteCustomerGroup' || type === 'DeleteSpecialGroup'

// Contacts follow their company when it is deleted or merged, whoever may see them.
const followsCompany = ({ type, data }: KnownEvent): boolean =>
  (type === 'ContactUnlinkedFromCompany' && (data.reason === 'customerDeleted' || data.reason === 'merge')) ||
  (type === 'ContactLinkedToCompany' && data.reason === 'merge')

const trespasses = (executed: OpenHistory, register: Register, actor: string, type: CommandType, data: object) => {
  const meta = { by: actor, today: register.today(), at: `${register.today()}T10:00:00.000Z`, commandId: 'trespass' }
  const { events } = executed.execute({ type, data }, meta)
  const own = events.filter((event) => !followsCompany(event))
  return hasFollowUps(type) ? [] : own.filter(({ stream }) => isForeign(register, actor, stream))
}

describe('an actor without rights changes nothing of others, whatever happened before', () => {
  for (const type of Object.keys(commands) as CommandType[])
    test.prop([steps(undefined, { maxLength: 12 }), dataFor(type), fc.constantFrom(...actors)], runs(8))(
      `${type} (${rightOf(commands[type])})`,
      (history, data, actor) => {
        const executed = executeHistory([...history, ...secrets])
        const { register } = projected(executed.log)
        expect(trespasses(executed, register, actor, type, data)).toEqual([])
      },
    )
})
