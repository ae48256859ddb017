import { mostParts, outsideLimits, textLimits } from '@clientele/domain'
import { longestRow } from '../packages/adapters/src/files/csv/reading-lines.js'
import { longestText } from '../packages/adapters/src/files/excel/cells.js'
import { mostListed } from '../packages/adapters/src/import/problem.js'
import { contextLimits } from '../packages/adapters/src/runtime/execution/context.js'
import { partsToOnce, usualStreamsAtOnce } from '../packages/adapters/src/runtime/parts/in-parts.js'
import { longestName as longestSubscription } from '../packages/adapters/src/runtime/subscriptions/malformed.js'
import { largestBatch, longestName } from '../packages/adapters/src/stores/numbered-log/serialized.js'
import { longestLease } from '../packages/adapters/src/stores/subscriptions/holding.js'
import { mostDaysAhead } from '../packages/projections/src/questions/fields.js'

type Limit = readonly [what: string, most: number, unit: string, beyond: string]

const malformed = '`MalformedCommand`'
const malformedSubscription = '`MalformedSubscription`'
const malformedBefore = `${malformed}, before it is walked`

const limits: readonly Limit[] = [
  ['values within values, in a command or a question', outsideLimits.depth, 'levels', malformedBefore],
  ['a list in a command', outsideLimits.elements, 'elements', malformedBefore],
  ['an object in a command', outsideLimits.fields, 'fields', malformedBefore],
  ['a command in all', outsideLimits.values, 'values', malformedBefore],
  ['a text in a command', textLimits.text, 'characters', malformed],
  ['an id in a command', textLimits.id, 'characters', malformed],
  ['`commandId`', contextLimits.commandId, 'characters', malformed],
  ['`by`, `reason`, `correlationId`, `causationId`', contextLimits.text, 'characters', malformed],
  ['the name of a subscription', longestSubscription, 'characters', malformedSubscription],
  ['`takeOverAfter` of a subscription', longestLease, 'milliseconds', malformedSubscription],
  [
    'streams changed in one append by a command that can be carried out in parts',
    usualStreamsAtOnce,
    'streams',
    'in parts',
  ],
  ['streams changed by one of its parts', usualStreamsAtOnce / partsToOnce, 'streams', 'another part'],
  ['parts of one command', mostParts, 'parts', 'out of reach'],
  ['days ahead that a question is about', mostDaysAhead, 'days', '`MalformedQuestion`'],
  ['an append to a store', largestBatch, 'characters of JSON', '`AppendRefused`'],
  ['the name of a stream or of a type of events', longestName, 'characters', '`AppendRefused`'],
  ['a row of an imported CSV file', longestRow, 'characters', '`RowTooLong`'],
  ['problems an import lists', mostListed, 'problems', 'counted, not listed'],
  ['a cell of an Excel file', longestText, 'characters', 'cut, with a mark'],
]

const row = ([what, most, unit, beyond]: Limit): string =>
  `| ${what} | ${most.toLocaleString('en')} ${unit} | ${beyond} |`

/** `docs/limits.md`: every limit, from the constants that set it. */
export const limitsText = (): string => `# Limits

Generated from the constants that set them (\`npm run generate\`).

| what | at most | beyond it |
| --- | --- | --- |
${limits.map(row).join('\n')}

## Commands that change very many streams

\`DeleteCustomerGroup\`, \`DeleteSpecialGroup\`, \`ReassignResponsibilities\` and \`DeactivateEmployee\` change every customer, project or task that belongs to something. Up to \`streamsAtOnce\` of them (an option of \`openClientele\`; ${usualStreamsAtOnce} by default) they are one append, all or nothing. Above it:

* Whatever refuses the command by looking at all of them refuses it before anything is appended.
* It is carried out in parts. Between two parts the register is valid: customers have left the group, which is still there; the employee has given away some responsibilities, and is still active. The last part deletes or deactivates, on condition that nobody joined meanwhile; who did is taken along.
* \`execute(command, { onProgress, signal })\` tells how many streams are done, and stops between two parts (\`Cancelled\`).
* The same command with the same \`commandId\` goes on where it was left, after a crash too, and answers with everything that was done, as on the day it was first given; the numbers in \`handover\` are of the whole. Without a \`commandId\`, or with a new one, a command does what is left and answers with that.
* The events of parts have \`causationId\`, the id of the command.

Every other command is one append. One that would need more than a store takes is \`AppendRefused\`, and nothing of it is done.
`
