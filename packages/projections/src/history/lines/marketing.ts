import type { BanEvent, ConsentEvent } from '@clientele/domain'
import { change, type HistoryContext, type Lines, onlyChanged, personal, reasonChange } from '../line.js'
import { customerName } from '../names.js'
import { choice } from '../word.js'

/** The person who gave a consent; `null` or `undefined` for a company. */
const whose = ({ register, stream, id }: HistoryContext): string | null | undefined =>
  stream.startsWith('person-') ? id : register.tables.customers.get(id)?.personId

/** The lines of consent events, with the evidence (GDPR 7(1)). */
export const consentLines: Lines<ConsentEvent> = {
  MarketingConsentGiven: ({ channel, evidence, date = null }, context) => ({
    changes: onlyChanged(
      change('consent', null, choice(channel)),
      change('capturedAt', null, personal(evidence?.capturedAt, whose(context))),
      change('source', null, personal(evidence?.source, whose(context))),
      change('wordingVersion', null, personal(evidence?.wordingVersion, whose(context))),
    ),
    effectiveDate: date,
  }),
  MarketingConsentWithdrawn: ({ channel, reason, date = null }, context) => ({
    changes: onlyChanged(change('consent', choice(channel), null), reasonChange(reason, whose(context))),
    effectiveDate: date,
  }),
}

/** The lines of ban events. */
export const banLines: Lines<BanEvent> = {
  MarketingBanSet: ({ channel, customerId, source, reason, date = null }, { register, id }) => ({
    changes: onlyChanged(
      change('ban', null, choice(channel)),
      change('source', null, personal(source, id)),
      reasonChange(reason, id),
    ),
    effectiveDate: date,
    topic: customerName(register, customerId),
    customerId,
  }),
  MarketingBanLifted: ({ channel, customerId, source, reason, date = null }, { register, id }) => ({
    changes: onlyChanged(
      change('ban', choice(channel), null),
      change('source', null, personal(source, id)),
      reasonChange(reason, id),
    ),
    effectiveDate: date,
    topic: customerName(register, customerId),
    customerId,
  }),
}
