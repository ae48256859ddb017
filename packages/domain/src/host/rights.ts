import { type Decision, noNeeds, reading, withGuard } from '../kernel/decision.js'
import { rejection } from '../kernel/rejection.js'
import { behindRight } from '../rules/rights/asking.js'

/** Only the embedding service itself may execute the command. */
export const OnlyForHost = rejection('OnlyForHost', { by: 'text' }, 'forbidden')

/** The rejections that decisions of the host add to those they declare. */
export const hostRejections = { OnlyForHost }

/**
 * Who may execute a command of the host: the embedding service itself (`host`), also administrators (`administer`),
 * those who may change the customers, persons, projects and activities it names in fields such as `customerId`
 * (`customer`), or everybody (`anybody`; the decision may check the actor itself).
 */
export type HostRight = 'host' | 'administer' | 'customer' | 'anybody'

/** The names of the rights that a command of the host may require. */
export const hostRights: readonly HostRight[] = ['host', 'administer', 'customer', 'anybody']

/** Puts the check of a right before a decision of the host. */
export const behindHostRight = (decision: Decision, right: HostRight): Decision =>
  right === 'host'
    ? withGuard(decision, {
        reads: reading(() => noNeeds),
        unless: (_answers, _data, { host, by }) => (host === true ? null : OnlyForHost({ by })),
      })
    : behindRight(decision, right)
