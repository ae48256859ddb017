import { expect, test } from 'vitest'
import { event } from '../../log.js'
import { answersOf } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

test('portal users are the persons who may log in, by name', () => {
  const more = viewsOfTown(
    event('PortalAccessGranted', 'customer-acme', { personId: 'ghost' }),
    event('PortalAccessGranted', 'customer-acme', { personId: 'nobody' }),
    event('PortalAccessGranted', 'customer-delta', { personId: 'eva' }),
  )
  expect(
    answersOf(
      more.portalUsers,
      { customerId: 'acme' },
      { customerId: 'acme', locale: 'sv' },
      { customerId: 'delta', viewer: 'bertil' },
      { customerId: 'beta' },
    ),
  ).toEqual([
    '? {customerId acme}',
    '# personId | name | email',
    'ghost | [erased] | –',
    'eva | Ek | eva@ek.fi',
    'olli | Olli Oja | –',
    '? {customerId acme, locale sv}',
    'ghost | [raderad] | –',
    'eva | Ek | eva@ek.fi',
    'olli | Olli Oja | –',
    '? {customerId delta, viewer bertil}',
    '? {customerId beta}',
  ])
})

test('invoices are issued by the customer itself if their type and product are allowed', () => {
  const isAllowed = (params: Parameters<typeof views.selfIssuableInvoice>[0]) => {
    const answer = views.selfIssuableInvoice(params)
    return answer._tag === 'Right' ? answer.right : answer.left
  }
  expect(
    answersOf(
      isAllowed,
      { customerId: 'acme', invoiceTypeId: 'rent' },
      { customerId: 'acme', invoiceTypeId: 'rent', productId: 'p1' },
      { customerId: 'acme', invoiceTypeId: 'rent', productId: 'p2' },
      { customerId: 'acme', invoiceTypeId: 'sale' },
      { customerId: 'acme', invoiceTypeId: 'sale', productId: 'p2', viewer: 'bertil' },
      { customerId: 'beta', invoiceTypeId: 'sale' },
      { customerId: 'acme', invoiceTypeId: 'sale', viewer: 'fia' },
    ),
  ).toEqual([
    '? {customerId acme, invoiceTypeId rent}',
    'error InvoiceTypeNotAllowed | customerId acme | invoiceTypeId rent',
    '? {customerId acme, invoiceTypeId rent, productId p1}',
    'invoiceTypeId rent | productIds [p1]',
    '? {customerId acme, invoiceTypeId rent, productId p2}',
    'error InvoiceTypeNotAllowed | customerId acme | invoiceTypeId rent',
    '? {customerId acme, invoiceTypeId sale}',
    'invoiceTypeId sale | productIds –',
    '? {customerId acme, invoiceTypeId sale, productId p2, viewer bertil}',
    'invoiceTypeId sale | productIds –',
    '? {customerId beta, invoiceTypeId sale}',
    'error InvoiceTypeNotAllowed | customerId beta | invoiceTypeId sale',
    '? {customerId acme, invoiceTypeId sale, viewer fia}',
    'invoiceTypeId sale | productIds –',
  ])
})
