const messageTables = 'a message is looked up by its type, and the compiler loses which row belongs to which'
const erased = 'rules of different messages are kept in one list, without their types'
const json = 'JSON that we wrote ourselves'
const mapped = 'an object that is made from entries has the keys they had'
const folded = 'the state of a stream has the type that its aggregate folds to'
const accepted = 'a command of a known type has the fields of that type'
const generic = 'a copy is what was copied'

/** The files in which `as` overrules the compiler, and why it cannot be told otherwise. */
export const castReasons: { readonly [path: string]: string } = {
  'packages/cli/src/arguments/arguments.ts': mapped,
  'packages/adapters/src/commands.ts': 'a command whose type is known gives rejections of the domain only',
  'packages/testing/src/arbitraries/arbitraries.ts': mapped,
  'packages/testing/src/histories/executed.ts': folded,
  'packages/testing/src/invariants/marketing.ts': accepted,
  'packages/testing/src/invariants/moments.ts': folded,
  'packages/testing/src/invariants/numbers.ts': accepted,
  'packages/testing/src/model/streams.ts': folded,
  'packages/testing/src/conformance/cases/reading.ts': 'spoils what is read-only',
  'packages/testing/src/conformance/cases/refusing.ts': 'gives what no store may take',
  'packages/adapters/src/runtime/host-projections.ts': mapped,
  'packages/adapters/src/import/columns.ts': mapped,
  'packages/adapters/src/import/kind.ts': mapped,
  'packages/adapters/src/open-clientele.ts': 'the options tell what the host adds, and the register has it',
  'packages/adapters/src/runtime/execution/bulk.ts': 'as many outcomes as parts',
  'packages/adapters/src/runtime/batching/pending.ts': 'an event that was decided on is one of ours',
  'packages/adapters/src/runtime/execution/reads.ts': 'each name has a need',
  'packages/adapters/src/stores/eventstoredb/log/stored.ts': 'the types of the client for JSON are narrower than ours',
  'packages/adapters/src/stores/eventstoredb/tail/tail.ts': 'nobody waits for no event',
  'packages/adapters/src/log/json.ts': generic,
  'packages/adapters/src/stores/numbered-log/recorded.ts': json,
  'packages/adapters/src/stores/sqlite/driver/node/rows.ts':
    'a statement tells what its rows are, and the driver does not',
  'packages/adapters/src/stores/postgres/appending/verdict.ts': json,
  'packages/domain/src/catalogue.ts': messageTables,
  'packages/domain/src/decisions.ts': messageTables,
  'packages/domain/src/kernel/aggregate.ts': 'a draft of a state, and the state it becomes',
  'packages/domain/src/kernel/bulk.ts': erased,
  'packages/domain/src/kernel/decision-table.ts': mapped,
  'packages/domain/src/kernel/decision.ts': erased,
  'packages/domain/src/kernel/input/codec.ts': 'what a codec of a record has passed is an object',
  'packages/domain/src/kernel/input/command-problems.ts': 'io-ts does not tell of what a codec is composed',
  'packages/domain/src/kernel/input/command-rule.ts': 'a codec carries our mark',
  'packages/domain/src/kernel/input/json-schema.ts': 'io-ts does not tell of what a codec is composed',
  'packages/domain/src/kernel/match.ts': messageTables,
  'packages/domain/src/kernel/parted.ts': erased,
  'packages/domain/src/kernel/values/branded.ts': 'a text that was checked is of its kind',
  'packages/domain/src/kernel/values/record.ts': 'a codec carries our mark',
  'packages/domain/src/model/customer-groups/state.ts': 'a draft of a map loses the type of its values',
  'packages/domain/src/model/responsibilities/state.ts': 'a draft of a state, and the state it becomes',
  'packages/domain/src/model/settings/policies.ts': mapped,
  'packages/domain/src/rules/responsibilities/ending.ts': messageTables,
  'packages/domain/src/rules/rights/asking.ts': mapped,
  'packages/domain/src/rules/settings/decide.ts': 'a guard before it refuses what is no number',
  'packages/projections/src/create-views.ts': mapped,
  'packages/projections/src/host/fold.ts': 'an event that decodes is what its type says',
  'packages/projections/src/query/deep-copy.ts': generic,
  'packages/projections/src/questions/fields.ts': 'the viewer is checked before the question',
  'packages/projections/src/register/readable-register.ts': mapped,
  'packages/projections/src/snapshot/block.ts': 'records of any type are read and written as columns',
  'packages/projections/src/snapshot/lines.ts': json,
  'packages/projections/src/snapshot/tables.ts': json,
  'packages/projections/src/tables/tables.ts': mapped,
}
