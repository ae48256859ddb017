import type { Meta } from '../../kernel/decision.js'
import type { Message } from '../../kernel/message.js'
import { ContactPropertyAssigned } from '../../model/contact-traits/events.js'
import { type HeldProperty, holdsProperty } from '../../model/contact-traits/state.js'
import type { Statement } from '../../model/marketing/statements.js'
import { type Person, personAggregate } from '../../model/person/state.js'
import type { Policies } from '../../model/settings/policies.js'
import { mergeStatements } from './permissions.js'

/** The customers to move from and to. */
export type Move = { readonly from: string; readonly to: string }

/** The policies and the day of a move. */
export type Rules = { readonly policies: Policies; readonly meta: Meta }

const statementsAt = ({ statements }: Person, place: string): readonly Statement[] =>
  statements.filter(({ customerId }) => customerId === place)

const copyBans = (person: Person, { from, to }: Move, { policies, meta }: Rules): readonly Message[] =>
  mergeStatements(
    policies,
    { statements: statementsAt(person, to) },
    { statements: statementsAt(person, from).map((statement) => ({ ...statement, customerId: to })) },
    { today: meta.today },
  )

const copiedProperties = ({ traits }: Person, { from, to }: Move): readonly HeldProperty[] =>
  traits.properties
    .filter(({ customerId }) => customerId === from)
    .map(({ propertyNo }) => ({ propertyNo, customerId: to }))
    .filter((held) => !holdsProperty(traits, held))

/** Creates the bans and properties of a person at one customer for another customer. */
export const copyTerms = (person: Person, move: Move, rules: Rules): readonly Message[] => [
  ...copyBans(person, move, rules),
  ...copiedProperties(person, move).map(ContactPropertyAssigned),
]

/** Returns a person whose bans and properties at one customer also apply at another. */
export const withCopiedTerms = (person: Person, move: Move, rules: Rules): Person => {
  const occurrence = { at: rules.meta.at }
  return personAggregate.fold(
    person,
    copyTerms(person, move, rules).map((event) => ({ ...event, occurrence })),
  )
}
