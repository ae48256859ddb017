import { longestHostName, maxParts, outsideLimits, textLimits } from '@clientele/domain'
import { longestRow } from '../packages/adapters/src/files/csv/reading-lines.js'
import { largestPart } from '../packages/adapters/src/files/excel/archive.js'
import { longestText } from '../packages/adapters/src/files/excel/cells.js'
import { mostSheets } from '../packages/adapters/src/files/excel/parts.js'
import { largestTexts } from '../packages/adapters/src/files/excel/shared-texts.js'
import { mostListed } from '../packages/adapters/src/import/problem.js'
import { maxQueued } from '../packages/adapters/src/read-log/delivery.js'
import { maxListed } from '../packages/adapters/src/read-log/with-read-log.js'
import { policyLimits } from '../packages/adapters/src/retention/policies.js'
import { contextLimits } from '../packages/adapters/src/runtime/execution/context.js'
import { partsToOnce, usualStreamsAtOnce } from '../packages/adapters/src/runtime/parts/execute-parts.js'
import { longestName as longestSubscription } from '../packages/adapters/src/runtime/subscriptions/malformed.js'
import { largestBatch, longestName } from '../packages/adapters/src/stores/numbered-log/serialized.js'
import { longestLease } from '../packages/adapters/src/stores/subscriptions/lease.js'
import { maxDaysAhead } from '../packages/projections/src/questions/fields.js'

type Limit = readonly [what: string, most: number, unit: string, beyond: string]

const malformed = '`MalformedCommand`'
const malformedSubscription = '`MalformedSubscription`'
const malformedBefore = `${malformed}, before it is walked`

const limits: readonly Limit[] = [
  ['nesting depth of a command or a question', outsideLimits.depth, 'levels', malformedBefore],
  ['length of a list in a command', outsideLimits.elements, 'elements', malformedBefore],
  ['fields of an object in a command', outsideLimits.fields, 'fields', malformedBefore],
  ['values in a command', outsideLimits.values, 'values', malformedBefore],
  ['a text in a command', textLimits.text, 'characters', malformed],
  ['an id in a command', textLimits.id, 'characters', malformed],
  ['`commandId`', contextLimits.commandId, 'characters', malformed],
  ['`by`, `reason`, `correlationId`, `causationId`', contextLimits.text, 'characters', malformed],
  ['the name of a subscription', longestSubscription, 'characters', malformedSubscription],
  ['`takeOverAfter` of a subscription', longestLease, 'milliseconds', malformedSubscription],
  [
    'streams changed in one append by a command that can be executed in parts',
    usualStreamsAtOnce,
    'streams',
    'in parts',
  ],
  ['streams changed by one of its parts', usualStreamsAtOnce / partsToOnce, 'streams', 'another part'],
  ['parts of one command', maxParts, 'parts', 'never reached'],
  ['days ahead in a question', maxDaysAhead, 'days', '`MalformedQuestion`'],
  ['an append to a store', largestBatch, 'characters of JSON', '`AppendRefused`'],
  [
    'the name of a guard, a command, an event or the like of the host',
    longestHostName,
    'characters',
    '`MalformedOptions`',
  ],
  ['the name of a stream or of a type of events', longestName, 'characters', '`AppendRefused`'],
  ['sheets of an imported workbook', mostSheets, 'sheets', '`FileUnreadable`'],
  ['a sheet of an imported workbook, unpacked', largestPart, 'bytes', '`FileUnreadable`'],
  ['the texts shared by cells of an imported workbook', largestTexts, 'bytes', '`FileUnreadable`'],
  ['a row of an imported file', longestRow, 'characters', '`RowTooLong`'],
  ['pending reads of a read log', maxQueued, 'reads', 'lost, and counted'],
  ['persons named in a read', maxListed, 'persons', 'counted'],
  ['years of a retention policy', policyLimits.years, 'years', '`MalformedQuestion`'],
  ['the name of a retention policy', policyLimits.name, 'characters', '`MalformedQuestion`'],
  ['problems listed by an import', mostListed, 'problems', 'counted, not listed'],
  ['a cell of an Excel file', longestText, 'characters', 'cut, with a mark'],
]

const row = ([what, most, unit, beyond]: Limit): string =>
  `| ${what} | ${most.toLocaleString('en')} ${unit} | ${beyond} |`

/** `docs/limits.md`: every limit, from the constant that sets it. */
export const limitsText = (): string => `# Limits

Generated from the constants that set them (\`npm run generate\`).

| limit | maximum | beyond it |
| --- | --- | --- |
${limits.map(row).join('\n')}

## Commands that change very many streams

\`DeleteCustomerGroup\`, \`DeleteSpecialGroup\`, \`ReassignResponsibilities\` and \`DeactivateEmployee\` may change very many customers, projects or tasks. Up to \`streamsAtOnce\` streams (an option of \`openClientele\`; ${usualStreamsAtOnce} by default) they are one atomic append. Above it:

* Rejections that depend on all of the streams are returned before anything is appended.
* The command is executed in parts. The register is valid between two parts: customers have left the group, which still exists; the employee has handed over some responsibilities, and is still active. The last part deletes the group or deactivates the employee, and includes customers, projects and tasks that were added in the meantime.
* \`execute(command, { onProgress, signal })\` reports how many streams are done, and stops between two parts (\`Cancelled\`).
* The same command with the same \`commandId\` continues it, after a crash too, as of the day it was first sent; its receipt and the numbers in \`handover\` cover the whole. Without a \`commandId\`, or with a new one, a command does the rest, and its receipt covers only that.
* The events of parts have the id of the command as \`causationId\`.

Every other command is one append. If it is larger than a store accepts, it ends with \`AppendRefused\` and nothing is stored.
`
