export * from './aggregate.js'
export * from './bulk.js'
export * from './decision.js'
export type { Decisions } from './decision-table.js'
export * from './event.js'
export * from './input/codec.js'
export * from './input/command-id.js'
export { unknownFieldsBy } from './input/command-problems.js'
export { type JsonSchema, type Schemas, schemaDocument, schemaOf } from './input/json-schema.js'
export { outsideLimits, takeFromOutside } from './input/outside.js'
export * from './input/problem.js'
export type { StandardResult, StandardSchema } from './input/standard-schema.js'
export { nearestOf, unknownField } from './input/unknown-fields.js'
export { joins, joinsAny } from './joins.js'
export * from './match.js'
export type { CommandDefinition, DataOf, Definition, Message, MessageOf, NamedDefinition } from './message.js'
export { once } from './once.js'
export { decidePart, isClosing, membersAmong, type Part, type PartOutcome } from './parted.js'
export {
  type FactKind,
  type NamedRejection,
  type Rejection,
  type RejectionKind,
  type RejectionOf,
  type RejectionsOf,
  type RejectionTable,
  type RejectionWording,
  rejectionKinds,
} from './rejection.js'
export type { Branded, MeantAs, TextCodec } from './values/branded.js'
export * from './values/calendar-date.js'
export * from './values/grow-only.js'
export * from './values/instant.js'
export * from './values/interval.js'
export { isRecord } from './values/record.js'
export * from './values/visible.js'
