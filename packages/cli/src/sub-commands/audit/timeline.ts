import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FileUnwritable } from '@clientele/adapters/csv'
import { writeWholeFile } from '@clientele/adapters/internal'
import {
  type ChangeRow,
  fieldsChangedIn,
  type HistorySubject,
  type Timeline,
  timelineSvg,
  timelinesSvg,
} from '@clientele/projections'
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

const linesOf = ({ audit, asking }: Auditing, subject: HistorySubject): readonly ChangeRow[] => {
  const { rows } = audit.changes({
    viewer: asking.viewer,
    locale: asking.locale,
    subjects: [subject],
    limit: Number.MAX_SAFE_INTEGER,
  })
  return rows.filter((row) => row.subject.kind === subject.kind && row.subject.id === subject.id)
}

const listed = (fields: readonly string[] | undefined): readonly string[] | undefined =>
  fields?.flatMap((one) => one.split(','))

/** Draws the fields, or all that the lines of the subject tell of, the first told at the top. */
const draw = (args: AuditArgs, register: Auditing, subject: HistorySubject): readonly Timeline[] => {
  const { audit, asking } = register
  const lines = linesOf(register, subject)
  const name = lines[0]?.subject.name ?? subject.id
  const shown = { viewer: asking.viewer, locale: asking.locale }
  const page = { offset: args.offset, limit: args.limit }
  const { timeZone } = register.register.settings.policies
  return (listed(args.field) ?? fieldsChangedIn([...lines].reverse())).map((field) => ({
    ...{ field, name, timeZone, locale: asking.locale },
    rows: audit.fieldHistory({ ...shown, ...page, subject, field }),
  }))
}

const svgOf = ([first, ...others]: readonly Timeline[]): string =>
  first !== undefined && others.length === 0
    ? timelineSvg(first)
    : timelinesSvg(first === undefined ? [] : [first, ...others])

const otherOutputs = ['json', 'csv', 'jsonl', 'xlsx'] as const

/** The first option that asks for something else than a picture. */
const otherOutput = (args: AuditArgs): string | undefined =>
  otherOutputs.find((name) => args[name] !== undefined && args[name] !== false)

/** The values of fields on both time axes, as a picture; those of one field without a file, as a table. */
export const timeline: Question = {
  subject: 'required',
  takes: ['field', 'svg'],
  answer: async (args, io, register: Auditing, subject) => {
    const { svg, field } = args
    if (svg === undefined && field === undefined) return usageFailure('"audit timeline" needs --field or --svg.')
    const other = otherOutput(args)
    if (svg !== undefined && other !== undefined)
      return usageFailure(`--svg draws a picture, and writes no rows for --${other}: ask once with each.`)
    if (svg === undefined || subject === undefined) return fieldHistory.answer(args, io, register, subject)
    const timelines = draw(args, register, subject)
    const empty = timelines.find(({ rows }) => rows.length === 0)
    if (empty !== undefined && field !== undefined)
      return failed(
        `Nothing was ever said of the field "${empty.field}" of "${subject.id}": see "clientele history --json".`,
      )
    return writeSvg(args, io, svgOf(timelines.filter(({ rows }) => rows.length > 0)), svg)
  },
}
