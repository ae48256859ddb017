import { Session } from 'node:inspector/promises'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memory } from '@clientele/adapters/memory'
import { atMost, type Benchmark } from './figure.js'
import { executeAccepted } from './traffic.js'

const customers = 300

const assigned = (crm: Clientele, customer: number): Promise<void> =>
  executeAccepted(
    crm,
    { type: 'AssignResponsible', data: { customerId: `c${customer}`, employeeId: 'e0' } },
    { by: 'e0' },
  )

// Executes all commands but the counted one.
const warm = async (crm: Clientele): Promise<void> => {
  await executeAccepted(crm, { type: 'RegisterEmployee', data: { employeeId: 'e0', name: 'E', admin: true } }, {})
  for (let customer = 0; customer < customers; customer += 1) {
    await executeAccepted(
      crm,
      { type: 'RegisterCustomer', data: { customerId: `c${customer}`, name: 'C' } },
      { by: 'e0' },
    )
    if (customer < customers - 1) await assigned(crm, customer)
  }
}

type Entered = { readonly functions: number; readonly files: number }

/** The number of our functions, and of their files, that some work calls. */
const countEntered = async (work: () => Promise<void>): Promise<Entered> => {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await session.post('Profiler.takePreciseCoverage')
  await work()
  const { result } = await session.post('Profiler.takePreciseCoverage')
  session.disconnect()
  const counts = result
    .filter(({ url }) => /\/packages\/[a-z]+\/dist\//.test(url))
    .map(({ functions }) => functions.filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0).length)
    .filter((count) => count > 0)
  return { functions: counts.reduce((sum, count) => sum + count, 0), files: counts.length }
}

export const functionsEntered: Benchmark = {
  name: 'functions-entered',
  about: 'how many functions a warm AssignResponsible enters on the memory store, as V8 counts them',
  run: async () => {
    const crm = await openClientele({ store: memory(), follow: false })
    await warm(crm)
    const { functions, files } = await countEntered(() => assigned(crm, customers - 1))
    await crm.close()
    const shown = { ours: `${functions} functions`, floor: `${files} files`, size: `${customers} customers` }
    return [{ what: 'functions that a command enters', ratio: functions, target: atMost(120), ...shown }]
  },
}
