import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { type ImportKind, importKinds, templateSheet } from '@clientele/adapters/import'
import { createDirectory } from '@clientele/adapters/internal'
import type { Locale } from '@clientele/projections'
import { isLeft, right } from 'fp-ts/lib/Either.js'
import { type Ending, failed, sentenceOf } from '../../cli-error.js'
import { type Io, say } from '../../io.js'

/** The options of templates. */
export const templateFormats = ['csv', 'xlsx'] as const

type Format = (typeof templateFormats)[number]

type TemplateArgs = { readonly DIR: string; readonly template: Format; readonly locale: Locale }

type Template = { readonly kind: ImportKind; readonly path: string }

/** A file for each kind, or the single file of the path. */
const templatesAt = (path: string, format: Format): readonly Template[] => {
  const one = importKinds.find((kind) => basename(path).toLowerCase() === `${kind}.${format}`)
  if (one !== undefined) return [{ kind: one, path }]
  return importKinds.map((kind) => ({ kind, path: join(path, `${kind}.${format}`) }))
}

const write = async ({ kind, path }: Template, { template, locale }: TemplateArgs, io: Io): Promise<Ending> => {
  const sheet = templateSheet(kind, locale)
  const { writeCsv } = await import('@clientele/adapters/csv')
  const { writeXlsx } = await import('@clientele/adapters/excel')
  const { signal } = io
  const written = await (template === 'csv' ? writeCsv(sheet, path, { signal }) : writeXlsx([sheet], path, { signal }))
  return isLeft(written) ? failed(sentenceOf(written.left)) : right(undefined)
}

// Below `/proc` there is no directory to create (`ENOENT`).
const noDirectory: readonly string[] = ['EEXIST', 'ENOTDIR', 'ENOENT']

/** Creates the directory of a file; `false` if a file of that name exists. */
const makeDirectory = async ({ path }: Template): Promise<boolean> => {
  try {
    await createDirectory(dirname(path))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && noDirectory.includes(String(error.code))) return false
    throw error
  }
}

/** Writes empty files with the supported headings; existing files are not replaced. */
export const writeTemplates = async (asked: TemplateArgs, io: Io): Promise<Ending> => {
  const templates = templatesAt(resolve(io.cwd, asked.DIR), asked.template)
  for (const { path } of templates)
    if ((await stat(path).catch(() => null)) !== null)
      return failed(`There is a ${basename(path)} already: name another directory.`)
  for (const template of templates) {
    if (!(await makeDirectory(template))) return failed(`${asked.DIR} is no directory: name another one.`)
    const written = await write(template, asked, io)
    if (isLeft(written)) return written
  }
  say(io, `Wrote ${templates.map(({ path }) => basename(path)).join(', ')}: fill them in and import them.`)
  return right(undefined)
}
