import { givenIdOf, oneOf, RecordInvoice, RecordSalesOrder } from '@clientele/domain'
import { date, key, namedChoice, type RowOf } from '../columns.js'
import { customerNamed, type FileKind, fileKind, type Plan } from '../kind.js'

const columns = {
  documentId: key(givenIdOf('DocumentId')),
  kind: key(namedChoice(oneOf('DocumentKind', ['invoice', 'salesOrder']))),
  customerId: key(givenIdOf('CustomerId')),
  date: key(date),
}

type Row = RowOf<typeof columns>

const plan = ({ documentId, kind, customerId, date: day }: Row): Plan => {
  const record = kind === 'invoice' ? RecordInvoice : RecordSalesOrder
  return { create: [record({ documentId, customerId, date: day })] }
}

/** Invoices and sales orders; those of one customer are recorded in file order. */
export const documents: FileKind = fileKind({
  file: 'documents.csv',
  columns,
  about: ({ customerId }) => ({ customerIds: [customerId] }),
  subject: ({ documentId, customerId }, known) => `${documentId}, ${customerNamed(customerId, known)}`,
  keys: () => [],
  plan,
})
