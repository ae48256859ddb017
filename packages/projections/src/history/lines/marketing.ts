import type { BanEvent, ConsentEvent } from '@clientele/domain'
import { change, type Lines } from '../line.js'
import { customerName } from '../names.js'

/** What consents say to a reader. */
export const consentLines: Lines<ConsentEvent> = {
  MarketingConsentGiven: ({ channel }) => ({ changes: [change('consent', null, channel)] }),
  MarketingConsentWithdrawn: ({ channel }) => ({ changes: [change('consent', channel, null)] }),
}

/** What bans say to a reader. */
export const banLines: Lines<BanEvent> = {
  MarketingBanSet: ({ channel, customerId }, { register }) => ({
    changes: [change('ban', null, channel)],
    topic: customerName(register, customerId),
    customerId,
  }),
  MarketingBanLifted: ({ channel, customerId }, { register }) => ({
    changes: [change('ban', channel, null)],
    topic: customerName(register, customerId),
    customerId,
  }),
}
