import { createModel } from '@clientele/testing'
import { expect, test } from 'vitest'

const meta = { by: 'host', at: '2024-03-15T09:00:00.000Z', today: '2024-03-15', commandId: 'command' }

test('a predefined group does not change a group whose id is its name', () => {
  const world = createModel()
  world.execute({ type: 'CreateCustomerGroup', data: { groupId: 'klient', name: 'Mine' } }, meta)
  const { events } = world.execute({ type: 'InitialiseTenant', data: { preset: 'uku' } }, meta)
  const created = events.flatMap(({ type, data }) =>
    type === 'CustomerGroupCreated' ? [[data.groupId, data.name]] : [],
  )
  expect(created).toEqual([
    ['command.1', 'klient'],
    ['liid', 'liid'],
  ])
})
