import { describe, test } from 'vitest'
import { type Asked, given, pekka, policy } from '../given.js'

const consent = { personId: 'pekka', channel: 'email' }
const gives: Asked = ['GiveMarketingConsent', consent]
const withdraws: Asked = ['WithdrawMarketingConsent', consent]

describe('a consent of a person that was withdrawn', () => {
  const withdrawn = () => given(policy('requireConsentEvidence', false), pekka, gives, withdraws)

  test('is not withdrawn twice', () => {
    withdrawn()
      .when(...withdraws)
      .isRefused('ConsentNotGiven', { channel: 'email' })
  })
  test('is given again', () => {
    withdrawn()
      .when(...gives)
      .happens(['MarketingConsentGiven', { channel: 'email', evidence: null }])
  })
})
