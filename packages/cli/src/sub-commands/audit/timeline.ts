import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FileUnwritable } from '@clientele/adapters/csv'
import { writeWholeFile } from '@clientele/adapters/internal'
import { type HistorySubject, timelineSvg } from '@clientele/projections'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { type Ending, failed, sentenceOf, usageFailure } from '../../cli-error.js'
import { type Io, printLines, say } from '../../io.js'
import type { Auditing } from '../../opening/opening.js'
import { refuseOwnFile } from '../../opening/own-files.js'
import { fieldHistory } from './field-history.js'
import type { AuditArgs } from './options.js'
import type { Question } from './question.js'

const writeSvg = async (args: AuditArgs, io: Io, svg: string, file: string): Promise<Ending> => {
  if (file === '-') {
    await printLines(io, svg)
    return right(undefined)
  }
  const refused = await refuseOwnFile(args, io.cwd, file)
  if (isLeft(refused)) return refused
  const written = await writeWholeFile<FileUnwritable>(resolve(io.cwd, file), async (temporary) => {
    await writeFile(temporary, `${svg}\n`)
    return right(undefined)
  })
  if (isLeft(written)) return failed(sentenceOf(written.left))
  say(io, `Wrote ${file}.`)
  return right(undefined)
}

/** The name of a subject from its lines; else its id. */
const nameOf = ({ audit, asking }: Auditing, subject: HistorySubject): string => {
  const { rows } = audit.changes({ viewer: asking.viewer, locale: asking.locale, subjects: [subject] })
  return (
    rows.find((row) => row.subject.kind === subject.kind && row.subject.id === subject.id)?.subject.name ?? subject.id
  )
}

/** The values of a field on both time axes, as a picture or a table. */
export const timeline: Question = {
  subject: 'required',
  takes: ['field', 'svg'],
  needs: ['field'],
  answer: async (args, io, register: Auditing, subject) => {
    const { svg, field = [] } = args
    if (svg === undefined) return fieldHistory.answer(args, io, register, subject)
    const [only, ...others] = field
    if (subject === undefined || only === undefined || others.length > 0)
      return usageFailure('"audit timeline" is about one SUBJECT and one --field.')
    const { asking, audit } = register
    const { viewer, locale } = asking
    const rows = audit.fieldHistory({ viewer, locale, subject, field: only, offset: args.offset, limit: args.limit })
    if (rows.length === 0)
      return failed(`Nothing was ever said of the field "${only}" of "${subject.id}": see "clientele history --json".`)
    const { timeZone } = register.register.settings.policies
    const name = nameOf(register, subject)
    return writeSvg(args, io, timelineSvg({ rows, field: only, name, timeZone, locale }), svg)
  },
}
