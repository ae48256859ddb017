import { PortalAccessRevoked } from '../billing/events.js'
import { customersWithPortalUser } from '../billing/state.js'
import { type Customer, customerStream } from '../customer/state.js'
import { idOfStream } from '../kernel/aggregate.js'
import type { CalendarDate } from '../kernel/calendar-date.js'
import {
  accept,
  type Decisions,
  decision,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  type Write,
  when,
  write,
} from '../kernel/decision.js'
import type { StreamName } from '../kernel/event.js'
import type { DataOf } from '../kernel/message.js'
import { ContactUnlinkedFromCompany } from '../person/events.js'
import { ContactNotFound, unlessPerson } from '../person/rejections.js'
import { type Person, personStream } from '../person/state.js'
import { type Settings, settingsStream } from '../settings/state.js'
import { ErasePerson, LiftLegalHold, PlaceLegalHold, type privacyCommands } from './commands.js'
import { LegalHoldLifted, LegalHoldPlaced, PersonErased } from './events.js'
import { ErasureBlockedByRetention, PersonIsErased } from './rejections.js'
import { retainedUntil } from './retention.js'
import { type Erasure, holdOn } from './state.js'

const reads = ({ personId }: { readonly personId: string }) => ({ person: personStream(personId) })

const placeLegalHold = decision({
  command: PlaceLegalHold,
  reads,
  decide: ({ person }, { personId, until, reason = null }) =>
    unlessPerson(person, personId) ??
    when(person.privacy.holdUntil === until, nothing) ??
    accept(write(personStream(personId), LegalHoldPlaced({ until, reason }))),
})

const liftLegalHold = decision({
  command: LiftLegalHold,
  reads,
  decide: ({ person }, { personId, reason = null }) =>
    unlessPerson(person, personId) ??
    when(person.privacy.holdUntil === null, nothing) ??
    accept(write(personStream(personId), LegalHoldLifted({ reason }))),
})

const erasingReads = reading(({ personId }: DataOf<typeof ErasePerson>) => ({
  person: personStream(personId),
  settings: settingsStream,
  portals: { index: customersWithPortalUser, keys: [personId] },
})).also((_data, _meta, { person, portals }) => ({
  customer: customerStream(person.privateCustomerId ?? ''),
  customers: portals.map((stream) => customerStream(idOfStream(stream))),
}))

/** How a person is to be erased on a day: wholly, or not yet what invoices need (4-P20). */
const erasureOn = ({ documents }: Customer, { policies }: Settings, today: CalendarDate): Erasure => {
  const until = retainedUntil(documents, policies.retentionYears)
  return until === null || until < today
    ? { scope: 'full', retainedUntil: null }
    : { scope: 'exceptInvoicing', retainedUntil: until }
}

const unlessErasable = (
  { registered, privacy }: Person,
  personId: string,
  { scope }: Erasure,
  today: CalendarDate,
): Outcome | null => {
  const until = holdOn(privacy, today)
  return (
    when(!registered, ContactNotFound({ personId })) ??
    when(privacy.erasure?.scope === 'full' || privacy.erasure?.scope === scope, PersonIsErased({ personId })) ??
    when(until !== null, ErasureBlockedByRetention({ until: until ?? '' }))
  )
}

const revoked = (customers: ReadonlyMap<StreamName, Customer>, personId: string): readonly Write[] =>
  [...customers]
    .filter(([, { billing }]) => billing.portalUserIds.includes(personId))
    .map(([stream]) => write(customerStream(idOfStream(stream)), PortalAccessRevoked({ personId, reason: 'erasure' })))

/** Erases a person: links and portal access end, and from then on the fields read as erased (GDPR 17, INV-21). */
const erasePerson = steppedDecision({
  command: ErasePerson,
  reads: erasingReads,
  decide: ({ person, settings, customer, customers }, data, { today }) => {
    const { personId, requestId = null } = data
    const erasure = erasureOn(customer, settings, today)
    return (
      unlessErasable(person, personId, erasure, today) ??
      accept(
        write(
          personStream(personId),
          ...person.companies.map((customerId) => ContactUnlinkedFromCompany({ customerId, reason: 'erasure' })),
          PersonErased({ ...erasure, requestId }),
        ),
        ...revoked(customers, personId),
      )
    )
  },
})

export const privacyDecisions: Decisions<typeof privacyCommands> = {
  PlaceLegalHold: placeLegalHold,
  LiftLegalHold: liftLegalHold,
  ErasePerson: erasePerson,
}
