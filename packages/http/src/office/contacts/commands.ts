import { personFields } from '@clientele/domain'
import type { Form } from '../actions/form.js'
import {
  all,
  commandIn,
  type FormReaders,
  nullables,
  numberIn,
  orNull,
  required,
  texts,
} from '../forms/form-readers.js'
import { changedFields } from '../forms/three-way.js'
import { consentReaders } from '../marketing/consent-form.js'

const none = (): object => ({})

const ban = all(texts('channel'), nullables('customerId', 'date', 'source', 'reason'))

/** Without an owner in the form, the actor becomes the owner. */
const ownerOf = (form: Form): object => {
  const ownerId = orNull(form, 'ownerId')
  return ownerId === null ? {} : { ownerId }
}

const property = (form: Form): object => ({
  propertyNo: numberIn(form, 'propertyNo'),
  customerId: orNull(form, 'customerId'),
})

const ofPerson: FormReaders = {
  ChangeContactDetails: (form) => ({ changes: changedFields(form, personFields) }),
  ConvertContactToPrivateCustomer: (form) => ({ customerId: required(form, 'newCustomerId') }),
  LinkContactToCompany: texts('customerId'),
  UnlinkContactFromCompany: texts('customerId'),
  AssignContactCategory: texts('category'),
  RemoveContactCategory: texts('category'),
  AssignContactProperty: property,
  RemoveContactProperty: property,
  SetMarketingBan: ban,
  LiftMarketingBan: ban,
  RestrictContactEmailAccess: none,
  GrantContactEmailAccess: none,
  MarkContactPrivate: ownerOf,
  MarkContactPublic: none,
  PlaceLegalHold: all(texts('until'), nullables('reason')),
  LiftLegalHold: nullables('reason'),
  ...consentReaders,
}

const ofActivity: FormReaders = {
  ChangeTaskStatus: texts('activityId', 'status'),
  ChangeOwnerOfMeeting: texts('activityId', 'toEmployeeId'),
  EditNote: texts('activityId', 'text'),
  DeleteNote: texts('activityId'),
}

const withPerson = (personId: string): FormReaders => ({
  WriteNote: (form) => ({ links: { personIds: [personId] }, text: required(form, 'text') }),
  RegisterTask: (form) => ({ personIds: [personId], ...nullables('title', 'dueDate', 'ownerId')(form) }),
  RegisterMeeting: (form) => ({ personIds: [personId], ...nullables('title', 'date')(form) }),
})

/** The command of a form on the card of a contact. */
export const contactCommands = (form: Form, personId: string): readonly unknown[] =>
  Object.hasOwn(ofPerson, required(form, 'command'))
    ? commandIn(form, ofPerson, { personId })
    : commandIn(form, { ...ofActivity, ...withPerson(personId) }, {})
