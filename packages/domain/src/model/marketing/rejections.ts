import { rejection } from '../../kernel/rejection.js'

export const BanChannelNotConfigured = rejection('BanChannelNotConfigured', { channel: 'text', setting: 'text' })
export const MarketingBanAlreadySet = rejection('MarketingBanAlreadySet', { channel: 'text' })
export const MarketingBanNotSet = rejection('MarketingBanNotSet', { channel: 'text' })
export const ConsentEvidenceRequired = rejection('ConsentEvidenceRequired', { channel: 'text' }, 'invalid')
export const ConsentNotGiven = rejection('ConsentNotGiven', { channel: 'text' })

export const marketingRejections = {
  BanChannelNotConfigured,
  MarketingBanAlreadySet,
  MarketingBanNotSet,
  ConsentEvidenceRequired,
  ConsentNotGiven,
}
