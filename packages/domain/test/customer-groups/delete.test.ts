import { createModel } from '@clientele/testing'
import { describe, expect, test } from 'vitest'

const meta = {
  by: 'host',
  host: true as const,
  at: '2024-03-15T09:00:00.000Z',
  today: '2024-03-15',
  commandId: 'command',
}

const worldOf = (...groups: readonly (readonly [groupId: string, name: string, parentId: string | null])[]) => {
  const world = createModel()
  world.execute({ type: 'ChangePolicy', data: { key: 'subgroupsOnDelete', value: 'liftToParent' } }, meta)
  world.execute({ type: 'ChangePolicy', data: { key: 'groupNameUniqueness', value: 'perParent' } }, meta)
  for (const [groupId, name, parentId] of groups)
    world.execute({ type: 'CreateCustomerGroup', data: { groupId, name, parentId } }, meta)
  return world
}

const deletion = { type: 'DeleteCustomerGroup', data: { groupId: 'g' } }

describe('deleting a group whose subgroups are lifted', () => {
  test('is refused if a lifted group would get the name of an existing one', () => {
    const world = worldOf(['g', 'Bakeries', null], ['child', 'Cafés', 'g'], ['other', 'Cafés', null])
    expect(world.execute(deletion, meta).refusals).toEqual([
      { error: 'GroupNameTaken', groupId: 'other', name: 'Cafés' },
    ])
  })

  test('is accepted if only the deleted group has that name', () => {
    const world = worldOf(['g', 'Bakeries', null], ['child', 'Bakeries', 'g'])
    expect(world.execute(deletion, meta).events.map(({ type }) => type)).toEqual([
      'CustomerGroupMoved',
      'CustomerGroupDeleted',
    ])
  })
})
