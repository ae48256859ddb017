import { givenIdOf, oneOf, RecordInvoice, RecordSalesOrder, text } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import { date, key, namedChoice, type RowOf } from '../columns.js'
import { customerNamed, type FileKind, fileKind, type Known, type Plan } from '../kind.js'
import { knownIdIn } from './naming.js'
import type { Namings } from './namings.js'

const columns = {
  documentId: key(givenIdOf('DocumentId')),
  kind: key(namedChoice(oneOf('DocumentKind', ['invoice', 'salesOrder']))),
  customerId: key(text),
  date: key(date),
}

type Row = RowOf<typeof columns>

const planFor =
  (namings: Namings) =>
  ({ documentId, kind, customerId: customer, date: day }: Row, known: Known): Plan => {
    const customerId = knownIdIn(customer, namings.customers(known), 'customerId')
    if (isLeft(customerId)) return { refused: customerId.left }
    const record = kind === 'invoice' ? RecordInvoice : RecordSalesOrder
    return { create: [record({ documentId, customerId: customerId.right, date: day })] }
  }

/** Invoices and sales orders, of customers by ids or names; of one customer they are recorded in the order of the file. */
export const documents = (namings: Namings): FileKind => {
  const customerOf = ({ customerId }: Row, known: Known): string => {
    const id = knownIdIn(customerId, namings.customers(known), 'customerId')
    return isLeft(id) ? customerId : id.right
  }
  return fileKind({
    file: 'documents.csv',
    columns,
    named: { customerId: ['customer'] },
    about: (row, known) => ({ customerIds: [customerOf(row, known)] }),
    subject: (row, known) => `${row.documentId}, ${customerNamed(customerOf(row, known), known)}`,
    keys: () => [],
    plan: planFor(namings),
  })
}
