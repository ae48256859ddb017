import type { DocumentPurpose } from '@clientele/projections'
import { customerIds, type Side, type ViewStatements } from './side.js'

const setting = {
  emailInvoice: 'CONTACT_NUMBER',
  paymentReminder: 'CONTACT_NUMBER',
  purchaseOrder: 'CONTACT_PURCHASE',
  salesOrder: 'CONTACT_SALES',
} as const satisfies { readonly [Purpose in DocumentPurpose]: string }

const purposes = Object.keys(setting) as readonly DocumentPurpose[]

const toAll: readonly DocumentPurpose[] = ['emailInvoice', 'paymentReminder']

/** Whether a person is a recipient by a property, not only as the first contact. */
export const isChosen = ({ register }: Side, purpose: DocumentPurpose, personId: string, at: string): boolean =>
  [...register.tables.heldProperties.rowsWhere('personId', personId)].some(
    ({ property, customerId }) =>
      property === String(register.settings.numbers[setting[purpose]]) && (customerId === null || customerId === at),
  )

/** The recipients of documents: all of the survivor, and those of the duplicate that were chosen by a property. */
export const documentContact: ViewStatements = function* (side, now) {
  for (const customerId of customerIds(side))
    for (const purpose of purposes)
      for (const { personId } of side.views.documentContact({ customerId, purpose }).rows) {
        const isAdded = toAll.includes(purpose) && isChosen(side, purpose, personId, customerId)
        if (now.customer(customerId) === customerId || isAdded || !now.isBefore)
          yield [now.customer(customerId), purpose, now.person(personId)]
      }
}
