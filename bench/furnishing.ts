import type { Clientele } from '@clientele/adapters'
import { runConcurrently } from './measuring.js'
import { executeAccepted, type Sent } from './traffic.js'

const catalogues: readonly Sent[] = [
  { type: 'DefineRole', data: { roleId: 'controller', name: 'Controller', kind: 'customer', required: true } },
  { type: 'ChangeSetting', data: { key: 'CONTACT_NUMBER', value: 5 } },
  { type: 'DefineNumberSeries', data: { seriesId: 'all', start: 1, end: 5_000_000 } },
  { type: 'EnableEmailLinking', data: { employeeId: 'e1', mailboxId: 'sales@clientele.example' } },
  ...['newsletter', 'vip'].map((value) => ({
    type: 'AddClassifierValue',
    data: { catalogue: 'customerProperty', value },
  })),
  ...['north', 'south', 'east'].map((value) => ({
    type: 'AddClassifierValue',
    data: { catalogue: 'trackingItem:region', value },
  })),
  { type: 'AddClassifierValue', data: { catalogue: 'invoiceType', value: 'rent' } },
]

const reports: readonly Sent[] = Array.from({ length: 100 }, (_, n) => ({
  type: 'SaveReport',
  data: { name: `Report ${n}`, scope: n % 2 === 0 ? 'office' : 'own', filters: { segments: ['small'] } },
}))

const onCustomer = (customerId: string, index: number): readonly Sent[] => [
  ...(index % 10 === 0
    ? [{ type: 'AssignResponsible', data: { customerId, employeeId: 'e2', roleId: 'controller' } }]
    : []),
  { type: 'AssignCustomerProperty', data: { customerId, property: index % 3 === 0 ? 'vip' : 'newsletter' } },
  {
    type: 'SetTrackingItem',
    data: { customerId, dimension: 'region', value: ['north', 'south', 'east'][index % 3] },
  },
  ...(index % 4 === 0 ? [{ type: 'AddInvoiceType', data: { customerId, invoiceTypeId: 'rent' } }] : []),
]

const onPerson = (personId: string, email: string | null): readonly Sent[] => [
  { type: 'AssignContactProperty', data: { personId, propertyNo: 5 } },
  { type: 'WriteNote', data: { links: { personId }, text: 'Called about the invoices of last month' } },
  { type: 'RegisterMeeting', data: { personIds: [personId], title: 'Yearly review', date: '2026-05-04' } },
  { type: 'RegisterTask', data: { personIds: [personId], title: 'Send the contract' } },
  { type: 'LinkFile', data: { personIds: [personId], fileRef: `contract-${personId}`, name: 'Contract' } },
  ...(email === null
    ? []
    : [
        {
          type: 'RegisterEmail',
          data: { mailboxId: 'sales@clientele.example', direction: 'received', from: email, subject: 'Contract' },
        },
      ]),
]

/** One in this many persons has activities. */
export const activityInterval = 10

const everyNth = <A>(all: Iterable<A>, nth: number): readonly A[] => [...all].filter((_, index) => index % nth === 0)

const commandsOn = ({ register: { tables } }: Clientele): readonly Sent[] => [
  ...catalogues,
  ...reports,
  ...everyNth(tables.customers.rows(), 5)
    .filter(({ archived }) => !archived)
    .flatMap(({ customerId }, index) => onCustomer(customerId, index)),
  ...everyNth(tables.persons.rows(), activityInterval).flatMap(({ personId, email }) => onPerson(personId, email)),
]

/**
 * Adds data to an imported register that register directories cannot hold: traits of customers, activities, reports.
 */
export const furnish = async (crm: Clientele): Promise<void> => {
  const commands = commandsOn(crm)
  for (const command of commands.slice(0, catalogues.length)) await executeAccepted(crm, command)
  let next = catalogues.length
  await runConcurrently(commands.length - next, 64, () => {
    const command = commands[next] ?? { type: '', data: {} }
    next += 1
    return executeAccepted(crm, command)
  })
}
