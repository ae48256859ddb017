import type { Decisions } from '../../kernel/decision.js'
import type { marketingCommands } from '../../model/marketing/commands.js'
import { liftMarketingBan, setMarketingBan } from './bans.js'
import { giveMarketingConsent, withdrawMarketingConsent } from './consents.js'

export const marketingDecisions: Decisions<typeof marketingCommands> = {
  SetMarketingBan: setMarketingBan,
  LiftMarketingBan: liftMarketingBan,
  GiveMarketingConsent: giveMarketingConsent,
  WithdrawMarketingConsent: withdrawMarketingConsent,
}
