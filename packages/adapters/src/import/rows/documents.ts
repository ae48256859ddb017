import { givenIdOf, oneOf, RecordInvoice, RecordSalesOrder } from '@clientele/domain'
import { date, key, type RowOf, spoken } from '../columns.js'
import { customerNamed, type FileKind, fileKind, type Plan } from '../kind.js'

const columns = {
  documentId: key(givenIdOf('DocumentId')),
  kind: key(spoken(oneOf('DocumentKind', ['invoice', 'salesOrder']))),
  customerId: key(givenIdOf('CustomerId')),
  date: key(date),
}

type Row = RowOf<typeof columns>

const plan = ({ documentId, kind, customerId, date: day }: Row): Plan => {
  const record = kind === 'invoice' ? RecordInvoice : RecordSalesOrder
  return { create: [record({ documentId, customerId, date: day })] }
}

/** Invoices and sales orders; of one customer they are recorded in the order of the file. */
export const documents: FileKind = fileKind({
  file: 'documents.csv',
  columns,
  about: ({ customerId }) => ({ customerIds: [customerId] }),
  subject: ({ documentId, customerId }, known) => `${documentId}, ${customerNamed(customerId, known)}`,
  keys: () => [],
  plan,
})
