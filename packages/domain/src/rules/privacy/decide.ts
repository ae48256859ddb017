import { idOfStream } from '../../kernel/aggregate.js'
import {
  accept,
  decision,
  followUp,
  nothing,
  type Outcome,
  reading,
  steppedDecision,
  type Write,
  when,
  whenFound,
  write,
} from '../../kernel/decision.js'
import type { Decisions } from '../../kernel/decision-table.js'
import type { StreamName } from '../../kernel/event.js'
import type { DataOf } from '../../kernel/message.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { PortalAccessRevoked } from '../../model/billing/events.js'
import { customersWithPortalUser } from '../../model/billing/state.js'
import { type Customer, customerStream } from '../../model/customer/state.js'
import { ContactUnlinkedFromCompany } from '../../model/person/events.js'
import { personsAbsorbedBy } from '../../model/person/memberships.js'
import { ContactNotFound, ContactWasMerged, noPerson, unlessPerson } from '../../model/person/rejections.js'
import { type Person, personStream } from '../../model/person/state.js'
import { ErasePerson, LiftLegalHold, PlaceLegalHold, type privacyCommands } from '../../model/privacy/commands.js'
import { LegalHoldLifted, LegalHoldPlaced, PersonErased } from '../../model/privacy/events.js'
import { ErasureBlockedByRetention, PersonIsErased } from '../../model/privacy/rejections.js'
import { type Erasure, holdOn } from '../../model/privacy/state.js'
import { type Settings, settingsStream } from '../../model/settings/state.js'
import { retainedUntil } from './retention.js'

const reads = ({ personId }: { readonly personId: string }) => ({ person: personStream(personId) })

const placeLegalHold = decision({
  command: PlaceLegalHold,
  appends: [LegalHoldPlaced],
  rejects: noPerson,
  reads,
  decide: ({ person }, { personId, until, reason = null }) =>
    unlessPerson(person, personId) ??
    when(person.privacy.holdUntil === until, nothing) ??
    accept(write(personStream(personId), LegalHoldPlaced({ until, reason }))),
})

const liftLegalHold = decision({
  command: LiftLegalHold,
  appends: [LegalHoldLifted],
  rejects: noPerson,
  reads,
  decide: ({ person }, { personId, reason = null }) =>
    unlessPerson(person, personId) ??
    when(person.privacy.holdUntil === null, nothing) ??
    accept(write(personStream(personId), LegalHoldLifted({ reason }))),
})

const erasingReads = reading(({ personId }: DataOf<typeof ErasePerson>) => ({
  person: personStream(personId),
  settings: settingsStream,
  absorbed: { index: personsAbsorbedBy, keys: [personId] },
}))
  .also(({ personId }, _meta, { person, absorbed }) => ({
    party: [...new Set([personId, ...person.absorbed, ...absorbed.map(idOfStream)])].map(personStream),
  }))
  .also((_data, _meta, { party }) => ({
    portals: { index: customersWithPortalUser, keys: [...party.keys()].map(idOfStream) },
    themselves: [...party.values()].flatMap(({ privateCustomerId }) => privateCustomerId ?? []).map(customerStream),
  }))
  .also((_data, _meta, { portals }) => ({
    customers: portals.map((stream) => customerStream(idOfStream(stream))),
  }))

type Customers = ReadonlyMap<StreamName, Customer>

/** All records of one natural person: the survivor of merges and the persons merged into it. */
type Party = ReadonlyMap<StreamName, Person>

/** Returns the erasure of a person on a day: full, or except for data needed by invoices. */
const erasureOn = (themselves: Customers, { policies }: Settings, today: CalendarDate): Erasure => {
  const days = [...themselves.values()].map(({ documents }) => retainedUntil(documents, policies.retentionYears))
  const until = latest(days)
  return until === null || until < today
    ? { scope: 'full', retainedUntil: null }
    : { scope: 'exceptInvoicing', retainedUntil: until }
}

const latest = (days: readonly (CalendarDate | null)[]): CalendarDate | null =>
  days.reduce((last, day) => (last === null || (day !== null && day > last) ? day : last), null)

const isErasedAlready = ({ privacy }: Person, { scope }: Erasure): boolean =>
  privacy.erasure?.scope === 'full' || privacy.erasure?.scope === scope

const unlessErasable = (
  { registered, mergedInto }: Person,
  personId: string,
  party: Party,
  { erasure, today }: { readonly erasure: Erasure; readonly today: CalendarDate },
): Outcome | null => {
  const records = [...party.values()]
  const until = latest(records.map(({ privacy }) => holdOn(privacy, today)))
  return (
    when(!registered, ContactNotFound({ personId })) ??
    whenFound(mergedInto, (survivorId) => ContactWasMerged({ personId, survivorId })) ??
    when(
      records.every((record) => isErasedAlready(record, erasure)),
      PersonIsErased({ personId }),
    ) ??
    whenFound(until, (day) => ErasureBlockedByRetention({ until: day }))
  )
}

const revokePortalAccess = (customers: Customers, party: Party): readonly Write[] => {
  const personIds = [...party.keys()].map(idOfStream)
  return [...customers].map(([stream, { billing }]) =>
    write(
      customerStream(idOfStream(stream)),
      ...billing.portalUserIds
        .filter((personId) => personIds.includes(personId))
        .map((personId) => PortalAccessRevoked({ personId, reason: 'erasure' })),
    ),
  )
}

const erasureWrites = (party: Party, erasure: Erasure, requestId: string | null): readonly Write[] =>
  [...party]
    .filter(([, record]) => record.registered && !isErasedAlready(record, erasure))
    .map(([stream, { companies }]) =>
      write(
        personStream(idOfStream(stream)),
        ...companies.map((customerId) => ContactUnlinkedFromCompany({ customerId, reason: 'erasure' })),
        PersonErased({ ...erasure, requestId }),
      ),
    )

/**
 * Erases a person and every record merged into it: ends links and portal access; from then on the fields read as erased
 * (GDPR 17, INV-21). A legal hold or an invoice of any record counts.
 */
const erasePerson = steppedDecision({
  command: ErasePerson,
  appends: [ContactUnlinkedFromCompany, PersonErased, PortalAccessRevoked],
  rejects: [...noPerson, ErasureBlockedByRetention],
  reads: erasingReads,
  decide: ({ person, settings, party, themselves, customers }, data, { today }) => {
    const { personId, requestId = null } = data
    const erasure = erasureOn(themselves, settings, today)
    return (
      unlessErasable(person, personId, party, { erasure, today }) ??
      accept(...erasureWrites(party, erasure, requestId), ...revokePortalAccess(customers, party).map(followUp))
    )
  },
})

export const privacyDecisions = {
  PlaceLegalHold: placeLegalHold,
  LiftLegalHold: liftLegalHold,
  ErasePerson: erasePerson,
} satisfies Decisions<typeof privacyCommands>
