import { left, right } from 'fp-ts/lib/Either.js'
import { describe, expect, test } from 'vitest'
import { contact, customer, event, type LogEvent, logOf } from '../../log.js'
import { createProjections } from '../../source.js'

const acme = customer('acme', 'Acme Oy')
const on = (type: LogEvent['event'], data: object): LogEvent => event(type, 'customer-acme', data)
const sms = on('InvoiceTypeAdded', { invoiceTypeId: 'proforma', productIds: ['sms'] })
const holding = on('LegalEntityAdded', { legalEntityId: 'le1', name: 'Holding', billedBy: 'own' })
const opened = on('PersonalAccountOpened', { accountId: 'a1', name: 'Main' })
const product = on('AccountProductConfigured', { accountId: 'a1', productId: 'sms', enabled: true })
const pekka = contact('pekka', 'Virtanen', { firstName: 'Pekka', email: 'pekka@acme.fi' })
const linked = event('ContactLinkedToCompany', 'person-pekka', { customerId: 'acme' })
const access = on('PortalAccessGranted', { personId: 'pekka' })

const viewsOf = (...events: readonly LogEvent[]) => {
  const { views, applyAll } = createProjections()
  applyAll(logOf(...events))
  return views
}

describe('self-issued invoices', () => {
  test('are allowed for the given products only', () => {
    const { selfIssuableInvoice } = viewsOf(acme, sms)
    const asked = { customerId: 'acme', invoiceTypeId: 'proforma' }
    expect(selfIssuableInvoice({ ...asked, productId: 'sms' })).toEqual(
      right({ invoiceTypeId: 'proforma', productIds: ['sms'] }),
    )
    expect(selfIssuableInvoice({ ...asked, productId: 'voice' })).toEqual(
      left({ error: 'InvoiceTypeNotAllowed', ...asked }),
    )
    expect(selfIssuableInvoice(asked)._tag).toBe('Left')
  })
  test('are refused if the viewer may not see the customer', () => {
    const { selfIssuableInvoice } = viewsOf(
      event('EmployeeRegistered', 'employee-anna', { employeeId: 'anna', name: 'Anna' }),
      acme,
      on('InvoiceTypeAdded', { invoiceTypeId: 'proforma', productIds: null }),
      on('CustomerMarkedPrivate', {}),
    )
    const asked = { customerId: 'acme', invoiceTypeId: 'proforma' }
    expect(selfIssuableInvoice(asked)._tag).toBe('Right')
    expect(selfIssuableInvoice({ ...asked, viewer: 'anna' })._tag).toBe('Left')
  })
})

test('the card shows how a customer is billed and who may log in for it', () => {
  const { customerCard, portalUsers } = viewsOf(acme, pekka, linked, sms, holding, opened, product, access)
  const user = { personId: 'pekka', name: 'Pekka Virtanen', email: 'pekka@acme.fi' }
  expect(portalUsers({ customerId: 'acme' })).toEqual([user])
  expect(customerCard({ customerId: 'acme' })).toMatchObject({
    invoiceTypes: [{ invoiceTypeId: 'proforma', productIds: ['sms'] }],
    legalEntities: [{ legalEntityId: 'le1', name: 'Holding', registryCode: null, billedBy: 'own' }],
    accounts: [
      {
        accountId: 'a1',
        name: 'Main',
        closed: false,
        products: [{ productId: 'sms', enabled: true, configuration: null }],
      },
    ],
    portalUsers: [user],
  })
})

test('histories have billing in words, and portal access on both sides', () => {
  const views = viewsOf(
    event('ClassifierValueAdded', 'classifiers', { catalogue: 'invoiceType', value: 'proforma', name: 'Proforma' }),
    acme,
    pekka,
    linked,
    on('InvoiceTypeAdded', { invoiceTypeId: 'proforma' }),
    opened,
    on('PersonalAccountClosed', { accountId: 'a1' }),
    access,
  )
  const summaries = (answer: ReturnType<typeof views.customerHistory>) =>
    answer._tag === 'Right' ? answer.right.map(({ summary }) => summary) : []
  expect(summaries(views.customerHistory({ customerId: 'acme' })).slice(0, 4)).toEqual([
    'Portal access granted: Pekka Virtanen',
    'Personal account closed: Main',
    'Personal account opened: Main',
    'Type of self-issued invoices allowed: Proforma',
  ])
  expect(summaries(views.contactHistory({ personId: 'pekka', locale: 'fi' }))[0]).toBe(
    'Portaalin käyttöoikeus annettu: Acme Oy, Pekka Virtanen',
  )
})
