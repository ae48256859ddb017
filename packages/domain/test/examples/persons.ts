import { acme, anna, beta, type NamedCommand, pekka, pekkaAtAcme, policy } from '../given.js'
import { privateSiiri, siiri, value } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const noLetters: NamedCommand = ['AddContactProperty', { number: 7, name: 'No letters' }]
const pekkaNoLetters: NamedCommand = ['AssignContactProperty', { personId: 'pekka', propertyNo: 7 }]
const buyer: NamedCommand = ['AssignContactCategory', { personId: 'pekka', category: 'buyer' }]
const placesHold: NamedCommand = ['PlaceLegalHold', { personId: 'pekka', until: '2030-01-01' }]
const restricted: NamedCommand = ['RestrictContactEmailAccess', { personId: 'pekka' }]
const annas: NamedCommand = ['MarkContactPrivate', { personId: 'pekka', ownerId: 'anna' }]
const strict = policy('redundantCommands', 'reject')
const erased: NamedCommand = ['ErasePerson', { personId: 'pekka' }]
const pekkaAtBeta: NamedCommand = ['LinkContactToCompany', { personId: 'pekka', customerId: 'beta' }]
const merged: NamedCommand = ['MergeContacts', { survivorId: 'siiri', duplicateId: 'pekka' }]

/** Contacts: their details, companies and privacy. */
export const personExamples = {
  RegisterContact: accepted(
    [],
    { personId: 'pekka', firstName: 'Pekka', lastName: ' Virtanen ', email: 'pekka@acme.fi', title: 'CEO' },
    [
      'ContactRegistered',
      { personId: 'pekka', lastName: 'Virtanen', firstName: 'Pekka', email: 'pekka@acme.fi', title: 'CEO' },
    ],
  ),
  ChangeContactDetails: accepted([pekka], { personId: 'pekka', changes: { title: 'CEO', firstName: null } }, [
    'ContactDetailsChanged',
    {
      changes: [
        { field: 'title', old: null, new: 'CEO' },
        { field: 'firstName', old: 'Pekka', new: null },
      ],
    },
  ]),
  LinkContactToCompany: accepted([acme, pekka], { personId: 'pekka', customerId: 'acme' }, [
    'ContactLinkedToCompany',
    { customerId: 'acme' },
  ]),
  UnlinkContactFromCompany: accepted([acme, pekka, pekkaAtAcme], { personId: 'pekka', customerId: 'acme' }, [
    'ContactUnlinkedFromCompany',
    { customerId: 'acme' },
  ]),
  LinkContactToCompanies: accepted(
    [acme, beta, pekka, pekkaAtAcme],
    { personId: 'pekka', customerIds: ['acme', 'beta'] },
    ['ContactLinkedToCompany', { customerId: 'beta' }],
  ),
  RegisterPrivateCustomer: accepted(
    [],
    {
      personId: 'siiri',
      customerId: 'siiriC',
      firstName: 'Siiri',
      lastName: 'Mäkinen',
      email: 'siiri@home.fi',
      mobile: '+358 40 1234',
    },
    [
      'ContactRegistered',
      { personId: 'siiri', lastName: 'Mäkinen', firstName: 'Siiri', email: 'siiri@home.fi', mobile: '+358 40 1234' },
    ],
    ['PrivateCustomerCreated', { customerId: 'siiriC' }],
    [
      'CustomerRegistered',
      {
        customerId: 'siiriC',
        kind: 'privateCustomer',
        name: 'Siiri Mäkinen',
        personId: 'siiri',
        segment: null,
        status: null,
        attractionChannel: null,
        customerKind: null,
        ownerId: null,
        private: false,
        contactInfo: { email: 'siiri@home.fi', phone: '+358 40 1234' },
      },
    ],
  ),
  ConvertContactToPrivateCustomer: accepted(
    [pekka],
    { personId: 'pekka' },
    ['PrivateCustomerCreated', { customerId: 'command1' }],
    [
      'CustomerRegistered',
      {
        customerId: 'command1',
        kind: 'privateCustomer',
        name: 'Pekka Virtanen',
        personId: 'pekka',
        segment: null,
        status: null,
        attractionChannel: null,
        customerKind: null,
        ownerId: null,
        private: false,
        contactInfo: {},
      },
    ],
  ),
  RestrictContactEmailAccess: accepted([pekka], { personId: 'pekka' }, [
    'ContactEmailAccessRestricted',
    { personId: 'pekka' },
  ]),
  GrantContactEmailAccess: accepted([pekka, restricted], { personId: 'pekka' }, [
    'ContactEmailAccessGranted',
    { personId: 'pekka' },
  ]),
  MarkContactPrivate: accepted([anna, pekka], { personId: 'pekka', ownerId: 'anna' }, [
    'ContactMarkedPrivate',
    { personId: 'pekka', ownerId: 'anna' },
  ]),
  MarkContactPublic: accepted([anna, pekka, annas], { personId: 'pekka' }, [
    'ContactMarkedPublic',
    { personId: 'pekka' },
  ]),
  AssignContactProperty: accepted([noLetters, pekka], { personId: 'pekka', propertyNo: 7 }, [
    'ContactPropertyAssigned',
    { propertyNo: 7, customerId: null },
  ]),
  RemoveContactProperty: accepted([noLetters, pekka, pekkaNoLetters], { personId: 'pekka', propertyNo: 7 }, [
    'ContactPropertyRemoved',
    { propertyNo: 7, customerId: null },
  ]),
  AssignContactCategory: accepted(
    [value('contactCategory', 'buyer'), pekka],
    { personId: 'pekka', category: 'buyer' },
    ['ContactCategoryAssigned', { category: 'buyer' }],
  ),
  RemoveContactCategory: accepted(
    [value('contactCategory', 'buyer'), pekka, buyer],
    { personId: 'pekka', category: 'buyer' },
    ['ContactCategoryRemoved', { category: 'buyer' }],
  ),
  PlaceLegalHold: accepted([pekka], { personId: 'pekka', until: '2030-01-01', reason: 'lawsuit' }, [
    'LegalHoldPlaced',
    { until: '2030-01-01', reason: 'lawsuit' },
  ]),
  LiftLegalHold: accepted([pekka, placesHold], { personId: 'pekka', reason: 'settled' }, [
    'LegalHoldLifted',
    { reason: 'settled' },
  ]),
  ErasePerson: accepted([pekka], { personId: 'pekka', requestId: 'r1' }, [
    'PersonErased',
    { scope: 'full', retainedUntil: null, requestId: 'r1' },
  ]),
} satisfies Partial<Examples>

/** Rejections of these commands. */
export const personRefusals = {
  ContactNotFound: refused([], restricted, { personId: 'pekka' }),
  ContactAlreadyRegistered: refused([pekka], ['RegisterContact', { personId: 'pekka', lastName: 'Niemi' }], {
    personId: 'pekka',
  }),
  AlreadyPrivateCustomer: refused([privateSiiri], ['ConvertContactToPrivateCustomer', { personId: 'siiri' }], {
    personId: 'siiri',
    customerId: 'siiriC',
  }),
  NotACompany: refused([pekka, privateSiiri], ['LinkContactToCompany', { personId: 'pekka', customerId: 'siiriC' }], {
    customerId: 'siiriC',
  }),
  ContactAlreadyLinked: refused([strict, acme, pekka, pekkaAtAcme], pekkaAtAcme, { customerId: 'acme' }),
  ContactNotLinked: refused([acme, pekka], ['UnlinkContactFromCompany', { personId: 'pekka', customerId: 'acme' }], {
    customerId: 'acme',
  }),
  ContactWasMerged: refused([pekka, siiri, merged], restricted, { personId: 'pekka', survivorId: 'siiri' }),
  ContactLinksLimited: refused([policy('contactLinks', 'one'), acme, beta, pekka, pekkaAtAcme], pekkaAtBeta, {
    customerId: 'acme',
  }),
  EmailAccessNotRestricted: refused([pekka], ['GrantContactEmailAccess', { personId: 'pekka' }], {
    personId: 'pekka',
  }),
  ContactNotPrivate: refused([anna], ['RegisterContact', { personId: 'pekka', lastName: 'Aalto', ownerId: 'anna' }], {
    personId: 'pekka',
  }),
  ContactOwnerRequired: refused([pekka], ['MarkContactPrivate', { personId: 'pekka' }], { personId: 'pekka' }),
  EmailAccessAlreadyRestricted: refused([strict, pekka, restricted], restricted, { personId: 'pekka' }),
  PersonIsErased: refused([pekka, erased], restricted, { personId: 'pekka' }),
  ErasureBlockedByRetention: refused([pekka, placesHold], erased, { until: '2030-01-01' }),
} satisfies Partial<Refusals>
