// A register in memory: an employee, a customer, and who is responsible for it.
import { openClientele } from '@clientele/clientele'
import { memory } from '@clientele/clientele/memory'

const crm = await openClientele({ store: memory() })

await crm.execute({ type: 'RegisterEmployee', data: { employeeId: 'anna', name: 'Anna Aalto' } })
await crm.execute({ type: 'RegisterCustomer', data: { customerId: 'acme', name: 'Acme Oy' } }, { by: 'anna' })
await crm.execute({ type: 'AssignResponsible', data: { customerId: 'acme', employeeId: 'anna', from: '2026-01-01' } })

const { columns, rows } = crm.views.responsibilityMatrix({ asOf: crm.today() })
console.log('columns:', columns.map(({ name }) => name).join(', '))
for (const { subject, cells } of rows) console.log(`${subject.name}: ${Object.keys(cells).join(', ')}`)

await crm.close()
