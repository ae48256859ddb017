// Tests your own projection: after any commands it has the values that a function computes from the whole log, also when
// the register is opened again from a snapshot.
import assert from 'node:assert/strict'
import { commands, openClientele, projection } from '@clientele/clientele'
import { memory } from '@clientele/clientele/memory'
import { memorySnapshots } from '@clientele/clientele/snapshots'
import { arbitraries } from '@clientele/testing'
import fc from 'fast-check'
import * as t from 'io-ts'

/** Counts how often a responsible employee was assigned to each customer. */
const timesAssigned = projection({
  version: 1,
  initial: 0,
  keysOf: (event) => (event.type === 'ResponsibleAssigned' ? event.stream : null),
  apply: (count) => count + 1,
  codec: t.number,
})

const beginning = [
  ...['c1', 'c2', 'c3'].map((customerId) => commands.RegisterCustomer({ customerId, name: customerId })),
  ...['e1', 'e2', 'e3'].map((employeeId) => commands.RegisterEmployee({ employeeId, name: employeeId })),
]
const anyCommands = fc.array(
  fc.oneof(
    { arbitrary: arbitraries.commands.AssignResponsible, weight: 3 },
    { arbitrary: arbitraries.command, weight: 1 },
  ),
  { minLength: 10, maxLength: 60 },
)

let checked = 0
await fc.assert(
  fc.asyncProperty(anyCommands, async (randomCommands) => {
    const options = { store: memory(), snapshots: memorySnapshots(), projections: { timesAssigned } }
    const crm = await openClientele({ ...options, snapshotEvery: 5 })
    for (const command of [...beginning, ...randomCommands]) await crm.execute(command)
    const expected = new Map<string, number>()
    for await (const events of crm.events())
      for (const { type, stream } of events)
        if (type === 'ResponsibleAssigned') expected.set(stream, (expected.get(stream) ?? 0) + 1)
    await crm.close()

    const reopened = await openClientele(options)
    for (const [stream, count] of expected) {
      assert.equal(crm.projections.timesAssigned.get(stream), count)
      assert.equal(reopened.projections.timesAssigned.get(stream), count)
    }
    assert.equal(reopened.projections.timesAssigned.size, expected.size)
    await reopened.close()
    checked += expected.size
  }),
  { numRuns: 50, seed: 5 },
)
assert.ok(checked > 0)
console.log('The projection is what the log says, before and after a snapshot.')
