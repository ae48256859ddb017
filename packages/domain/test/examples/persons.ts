import { type Asked, acme, beta, pekka, pekkaAtAcme } from '../given.js'
import { siiri, value } from './before.js'
import { accepted, type Examples } from './example.js'

const noLetters: Asked = ['AddContactProperty', { number: 7, name: 'No letters' }]
const pekkaNoLetters: Asked = ['AssignContactProperty', { personId: 'pekka', propertyNo: 7 }]
const buyer: Asked = ['AssignContactCategory', { personId: 'pekka', category: 'buyer' }]
const held: Asked = ['PlaceLegalHold', { personId: 'pekka', until: '2030-01-01' }]
const restricted: Asked = ['RestrictContactEmailAccess', { personId: 'pekka' }]

/** Contacts: what they are, where they belong, and what the law asks for them. */
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
  LiftLegalHold: accepted([pekka, held], { personId: 'pekka', reason: 'settled' }, [
    'LegalHoldLifted',
    { reason: 'settled' },
  ]),
  ErasePerson: accepted([pekka], { personId: 'pekka', requestId: 'r1' }, [
    'PersonErased',
    { scope: 'full', retainedUntil: null, requestId: 'r1' },
  ]),
} satisfies Partial<Examples>

/** Merging, and what people may be sent. */
export const mergingAndMarketingExamples = {
  MergeCustomers: accepted(
    [acme, beta],
    { survivorId: 'acme', duplicateId: 'beta' },
    ['CustomerAbsorbed', { duplicateId: 'beta' }],
    ['CustomerMergedInto', { survivorId: 'acme', moved: true }],
  ),
  MergeContacts: accepted(
    [pekka, siiri],
    { survivorId: 'pekka', duplicateId: 'siiri', fieldChoices: [{ field: 'email', from: 'duplicate' }] },
    ['ContactAbsorbed', { duplicateId: 'siiri' }],
    ['ContactDetailsChanged', { changes: [{ field: 'email', old: null, new: 'siiri@beta.fi' }] }],
    ['ContactMergedInto', { survivorId: 'pekka', moved: true }],
  ),
  SetMarketingBan: accepted([pekka], { personId: 'pekka', channel: 'email', source: 'call', reason: 'asked' }, [
    'MarketingBanSet',
    { channel: 'email', customerId: null, source: 'call', reason: 'asked', date: '2024-03-15' },
  ]),
  LiftMarketingBan: accepted(
    [pekka, ['SetMarketingBan', { personId: 'pekka', channel: 'email' }]],
    { personId: 'pekka', channel: 'email', source: 'call', reason: 'asked' },
    ['MarketingBanLifted', { channel: 'email', customerId: null, source: 'call', reason: 'asked', date: '2024-03-15' }],
  ),
  GiveMarketingConsent: accepted(
    [pekka],
    { personId: 'pekka', channel: 'email', evidence: { capturedAt: '2024-03-01T09:00:00Z', source: 'form' } },
    [
      'MarketingConsentGiven',
      { channel: 'email', date: '2024-03-01', evidence: { capturedAt: '2024-03-01T09:00:00Z', source: 'form' } },
    ],
  ),
  WithdrawMarketingConsent: accepted(
    [
      pekka,
      [
        'GiveMarketingConsent',
        { personId: 'pekka', channel: 'email', evidence: { capturedAt: '2024-03-01T09:00:00Z', source: 'form' } },
      ],
    ],
    { personId: 'pekka', channel: 'email', reason: 'asked' },
    ['MarketingConsentWithdrawn', { channel: 'email', reason: 'asked', date: '2024-03-15' }],
  ),
} satisfies Partial<Examples>
