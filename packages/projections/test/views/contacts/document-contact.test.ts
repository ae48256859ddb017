import { expect, test } from 'vitest'
import { answersOf } from '../../short.js'
import { viewsOfTown } from '../../town/town.js'

const views = viewsOfTown()

test('documents go to the contacts with the property that the setting names, or to the first contact', () => {
  const purposes = ['emailInvoice', 'paymentReminder', 'purchaseOrder', 'salesOrder'] as const
  const customerIds = ['acme', 'beta', 'delta', 'piac', 'omega', 'eta', 'nobody']
  expect(
    answersOf(
      views.documentContact,
      ...purposes.map((purpose) => ({ customerId: 'acme', purpose })),
      ...customerIds.map((customerId) => ({ customerId, purpose: 'emailInvoice' as const })),
      { customerId: 'delta', purpose: 'salesOrder' as const, viewer: 'bertil' },
    ),
  ).toEqual([
    '? {customerId acme, purpose emailInvoice}',
    'rows [{personId pia, name Pia Öst, email pia@ost.fi, noAddress no}] | proposed pia',
    '? {customerId acme, purpose paymentReminder}',
    'rows [{personId pia, name Pia Öst, email pia@ost.fi, noAddress no}] | proposed pia',
    '? {customerId acme, purpose purchaseOrder}',
    'rows [{personId pia, name Pia Öst, email pia@ost.fi, noAddress no}] | proposed pia',
    '? {customerId acme, purpose salesOrder}',
    'rows [{personId pia, name Pia Öst, email pia@ost.fi, noAddress no}] | proposed pia',
    '? {customerId acme, purpose emailInvoice}',
    'rows [{personId pia, name Pia Öst, email pia@ost.fi, noAddress no}] | proposed pia',
    '? {customerId beta, purpose emailInvoice}',
    'rows [{personId eva, name Ek, email eva@ek.fi, noAddress no}] | proposed eva',
    '? {customerId delta, purpose emailInvoice}',
    'rows [{personId olli, name Olli Oja, email –, noAddress yes}] | proposed –',
    '? {customerId piac, purpose emailInvoice}',
    'rows [{personId pia, name Pia Öst, email pia@ost.fi, noAddress no}] | proposed pia',
    '? {customerId omega, purpose emailInvoice}',
    'rows [] | proposed –',
    '? {customerId eta, purpose emailInvoice}',
    'rows [] | proposed –',
    '? {customerId nobody, purpose emailInvoice}',
    'rows [] | proposed –',
    '? {customerId delta, purpose salesOrder, viewer bertil}',
    'rows [] | proposed –',
  ])
})
