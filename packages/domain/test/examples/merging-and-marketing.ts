import { acme, anna, beta, type NamedCommand, pekka, policy } from '../given.js'
import { privateSiiri, siiri } from './before.js'
import { accepted, type Examples, type Refusals, refused } from './example.js'

const strict = policy('redundantCommands', 'reject')
const ban: NamedCommand = ['SetMarketingBan', { personId: 'pekka', channel: 'email' }]

/** Merging, and marketing permissions. */
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

/** Rejections of these commands. */
export const mergingAndMarketingRefusals = {
  CannotMergeWithItself: refused([pekka], ['MergeContacts', { survivorId: 'pekka', duplicateId: 'pekka' }], {
    id: 'pekka',
  }),
  MergeWouldReveal: refused(
    [
      anna,
      acme,
      beta,
      ['ChangeCustomerOwner', { customerId: 'beta', ownerId: 'anna' }],
      ['MarkCustomerPrivate', { customerId: 'beta' }],
    ],
    ['MergeCustomers', { survivorId: 'acme', duplicateId: 'beta' }],
    { survivorId: 'acme', duplicateId: 'beta' },
  ),
  CustomerKindMismatch: refused(
    [acme, privateSiiri],
    ['MergeCustomers', { survivorId: 'acme', duplicateId: 'siiriC' }],
    {
      survivorId: 'acme',
      duplicateId: 'siiriC',
    },
  ),
  BanChannelNotConfigured: refused([policy('requireBanBinding', true), pekka], ban, {
    channel: 'email',
    setting: 'NO_EMAIL',
  }),
  MarketingBanAlreadySet: refused([strict, pekka, ban], ban, { channel: 'email' }),
  MarketingBanNotSet: refused([pekka], ['LiftMarketingBan', { personId: 'pekka', channel: 'email' }], {
    channel: 'email',
  }),
  ConsentEvidenceRequired: refused([pekka], ['GiveMarketingConsent', { personId: 'pekka', channel: 'email' }], {
    channel: 'email',
  }),
  ConsentNotGiven: refused([pekka], ['WithdrawMarketingConsent', { personId: 'pekka', channel: 'email' }], {
    channel: 'email',
  }),
} satisfies Partial<Refusals>
