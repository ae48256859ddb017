import { describe, test } from 'vitest'
import { anna, bertil, cecilia, given, type NamedCommand } from '../given.js'

const person = (personId: string, email: string): NamedCommand => [
  'RegisterContact',
  { personId, lastName: 'Virtanen', email },
]
const pekka = person('pekka', 'Pekka@Acme.fi')
const siiri = person('siiri', 'siiri@beta.fi')
const linking: NamedCommand = ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'anna@own.fi' }]
const noLonger: NamedCommand = ['DisableEmailLinking', { employeeId: 'anna', mailboxId: 'anna@own.fi' }]
const received = (from?: string): NamedCommand => [
  'RegisterEmail',
  { activityId: 'm1', mailboxId: 'Anna@own.fi', direction: 'received', from, subject: 'Question' },
]
const sent = (to?: unknown): NamedCommand => ['RegisterEmail', { mailboxId: 'anna@own.fi', direction: 'sent', to }]

describe('an e-mail', () => {
  test('is registered to the contact whose card has its address, ignoring case', () => {
    given(anna, linking, pekka)
      .when(...received('pekka@acme.FI'))
      .happens([
        'EmailRegistered',
        {
          personIds: ['pekka'],
          employeeId: 'anna',
          subject: 'Question',
          activityId: 'm1',
          direction: 'received',
          mailboxId: 'Anna@own.fi',
          from: 'pekka@acme.FI',
          to: [],
        },
      ])
  })
  test('does not reveal whether a private contact of another employee has an address', () => {
    const hide: NamedCommand = ['MarkContactPrivate', { personId: 'pekka', ownerId: 'cecilia' }]
    const history = [anna, bertil, cecilia, linking, pekka, siiri, hide]
    given(...history)
      .when(...received('pekka@acme.fi'), { by: 'bertil' })
      .isRefused('EmailAddressNotOnCard')
    const email = {
      activityId: 'm1',
      mailboxId: 'anna@own.fi',
      direction: 'sent',
      to: ['siiri@beta.fi', 'pekka@acme.fi'],
    }
    const registered = { ...email, employeeId: 'anna', from: null, subject: null }
    given(...history)
      .when('RegisterEmail', email, { by: 'bertil' })
      .happens(['EmailRegistered', { ...registered, personIds: ['siiri'] }])
    for (const by of [{ by: 'cecilia' }, {}])
      given(...history)
        .when('RegisterEmail', email, by)
        .happens(['EmailRegistered', { ...registered, personIds: ['pekka', 'siiri'] }])
  })
  test('does not reveal whether a person who is hidden by its customers has an address', () => {
    const sven: NamedCommand = ['RegisterEmployee', { employeeId: 'sven', name: 'Sven', salesperson: true }]
    const ville: NamedCommand = ['RegisterEmployee', { employeeId: 'ville', name: 'Ville', salesperson: true }]
    const company: NamedCommand = [
      'RegisterCustomer',
      { customerId: 'acme', name: 'Acme', ownerId: 'cecilia', private: true },
    ]
    const link: NamedCommand = ['LinkContactToCompany', { personId: 'pekka', customerId: 'acme' }]
    const open: NamedCommand = ['RegisterCustomer', { customerId: 'open', name: 'Open' }]
    const openLink: NamedCommand = ['LinkContactToCompany', { personId: 'pekka', customerId: 'open' }]
    const siiriHerself: NamedCommand = [
      'RegisterPrivateCustomer',
      { personId: 'siiri', customerId: 'siiri', lastName: 'Virtanen', email: 'siiri@beta.fi', groupId: 'gold' },
    ]
    const staff = [anna, bertil, cecilia, sven, ville, linking]
    const gold: NamedCommand = ['CreateCustomerGroup', { groupId: 'gold', name: 'Gold' }]
    const closed: NamedCommand = ['GrantGroupVisibility', { groupId: 'gold', employeeId: 'ville' }]
    const hidden = [...staff, pekka, company, link, gold, closed, siiriHerself]
    given(...hidden)
      .when(...received('pekka@acme.fi'), { by: 'bertil' })
      .isRefused('EmailAddressNotOnCard')
    given(...hidden)
      .when(...received('pekka@acme.fi'), { by: 'mallory' })
      .isRefused('EmailAddressNotOnCard')
    given(...hidden)
      .when(...sent('siiri@beta.fi'), { by: 'sven' })
      .isRefused('EmailAddressNotOnCard')
    for (const by of ['ville', 'bertil', 'cecilia'])
      given(...hidden)
        .when(...sent('siiri@beta.fi'), { by })
        .isAccepted()
    given(...hidden, open, openLink)
      .when(...received('pekka@acme.fi'), { by: 'bertil' })
      .isAccepted()
    given(...hidden, ['AssignResponsible', { customerId: 'siiri', employeeId: 'sven' }])
      .when(...sent('siiri@beta.fi'), { by: 'sven' })
      .isAccepted()
  })
  test('sent to several receivers is registered to every receiver with a card', () => {
    given(anna, linking, pekka, siiri)
      .when(...sent(['siiri@beta.fi', 'nobody@beta.fi', 'pekka@acme.fi']))
      .happens([
        'EmailRegistered',
        {
          personIds: ['pekka', 'siiri'],
          direction: 'sent',
          activityId: 'command4',
          mailboxId: 'anna@own.fi',
          employeeId: 'anna',
          from: null,
          to: ['siiri@beta.fi', 'nobody@beta.fi', 'pekka@acme.fi'],
          subject: null,
        },
      ])
    given(anna, linking, pekka)
      .when(...sent('pekka@acme.fi'))
      .happens([
        'EmailRegistered',
        {
          personIds: ['pekka'],
          to: ['pekka@acme.fi'],
          activityId: 'command3',
          direction: 'sent',
          mailboxId: 'anna@own.fi',
          employeeId: 'anna',
          from: null,
          subject: null,
        },
      ])
  })
  test('is registered to all contacts that share its address', () => {
    given(anna, linking, pekka, person('pia', 'pekka@acme.fi'))
      .when(...received('pekka@acme.fi'))
      .happens([
        'EmailRegistered',
        {
          personIds: ['pekka', 'pia'],
          activityId: 'm1',
          direction: 'received',
          mailboxId: 'Anna@own.fi',
          employeeId: 'anna',
          from: 'pekka@acme.fi',
          to: [],
          subject: 'Question',
        },
      ])
  })
  test('from an address on no card is refused', () => {
    given(anna, linking, pekka)
      .when(...received('other@acme.fi'))
      .isRefused('EmailAddressNotOnCard', { direction: 'received' })
  })
  test('uses the address that is on the card at that moment', () => {
    const moved: NamedCommand = ['ChangeContactDetails', { personId: 'pekka', changes: { email: 'pekka@beta.fi' } }]
    given(anna, linking, pekka, moved)
      .when(...received('pekka@acme.fi'))
      .isRefused('EmailAddressNotOnCard')
    given(anna, linking, pekka, moved)
      .when(...received('pekka@beta.fi'))
      .happens([
        'EmailRegistered',
        {
          personIds: ['pekka'],
          activityId: 'm1',
          direction: 'received',
          mailboxId: 'Anna@own.fi',
          employeeId: 'anna',
          from: 'pekka@beta.fi',
          to: [],
          subject: 'Question',
        },
      ])
  })
  test('goes to the surviving contact after a merge', () => {
    const merged: NamedCommand = ['MergeContacts', { survivorId: 'pekka', duplicateId: 'pia' }]
    given(anna, linking, pekka, person('pia', 'pekka@acme.fi'), merged)
      .when(...received('pekka@acme.fi'))
      .happens([
        'EmailRegistered',
        {
          personIds: ['pekka'],
          activityId: 'm1',
          direction: 'received',
          mailboxId: 'Anna@own.fi',
          employeeId: 'anna',
          from: 'pekka@acme.fi',
          to: [],
          subject: 'Question',
        },
      ])
  })
  test('of a mailbox without linking is refused', () => {
    given(anna, pekka)
      .when(...received('pekka@acme.fi'))
      .isRefused('EmailLinkingNotEnabled')
    given(anna, linking, noLonger, pekka)
      .when(...received('pekka@acme.fi'))
      .isRefused('EmailLinkingNotEnabled')
  })
  test('names the other party', () => {
    given(anna, linking, pekka)
      .when(...received())
      .isRefused('MissingRequiredField', { fields: ['from'] })
    given(anna, linking, pekka)
      .when(...sent([]))
      .isRefused('MissingRequiredField', { fields: ['to'] })
  })
  test('is registered only once', () => {
    given(anna, linking, pekka, received('pekka@acme.fi'))
      .when(...received('pekka@acme.fi'))
      .isRefused('ActivityAlreadyRegistered', { activityId: 'm1' })
  })
})
