import type { Clientele } from '@clientele/adapters'
import { withoutPassword } from '@clientele/adapters/internal'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { factsOf } from '../answers/listing.js'
import type { ArgumentsOf, Options } from '../arguments/arguments.js'
import { jsonOption, localeOption, registerOptions } from '../arguments/options.js'
import { type Ending, failed, sentenceOf } from '../cli-error.js'
import type { Io } from '../io.js'
import { withExisting } from '../opening/opening.js'
import { printJson } from '../printing/json.js'
import { printTable } from '../printing/table.js'
import { progressOf } from '../progress.js'
import { subCommand } from '../sub-command.js'

const whatToDo = (snapshots: string | undefined): string =>
  snapshots === undefined
    ? 'Ask again, and report it as a defect when it stays so.'
    : `Delete the snapshots at ${withoutPassword(snapshots)}: the next run builds the views anew.`

const options = { ...registerOptions, ...jsonOption, ...localeOption } as const satisfies Options

type Args = ArgumentsOf<typeof options>

const rebuildAndCompare = async (crm: Clientele, args: Args, io: Io): Promise<Ending> => {
  const progress = progressOf(io, 'Rebuilding', 'events')
  const rebuilt = await crm.rebuild({ onProgress: (events) => progress.at(events), signal: io.signal })
  progress.stop()
  if (isLeft(rebuilt)) return failed(sentenceOf(rebuilt.left))
  const { events, equal, differences } = rebuilt.right
  if (args.json) await printJson(io, { events, equal, differences })
  else await printTable(io, factsOf({ events, equal, differences }, args.locale))
  return equal ? right(undefined) : failed(`The views differ from the log. ${whatToDo(args.snapshots)}`)
}

/** Checks the views against the log. */
export const rebuild = subCommand({
  name: 'rebuild',
  about: 'build the views anew from the first event on and tell where those that are open differ',
  order: 'differences by table and key, at most a hundred.',
  options,
  examples: [
    ['rebuild', 'whether the views are as the log says'],
    ['rebuild --snapshots sqlite:clientele.db.snapshots --json', 'whether kept views still are'],
  ],
  run: (args, io) => withExisting(args, io, (crm) => rebuildAndCompare(crm, args, io)),
})
