import { HTTPException } from 'hono/http-exception'
import { refuse } from '../../answering/problem.js'
import type { Asked } from '../../environment.js'

/** What was filled in: the first text of a field, and all texts of one that may be repeated. Blank fields are not there. */
export type Form = {
  readonly text: (name: string) => string | undefined
  readonly texts: (name: string) => readonly string[]
  readonly file: (name: string) => File | undefined
}

const isFile = (value: unknown): value is File => value instanceof File && value.size > 0

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== ''

const formOf = (all: (name: string) => readonly unknown[]): Form => ({
  text: (name) => all(name).find(isText)?.trim(),
  texts: (name) => all(name).filter(isText),
  file: (name) => all(name).find(isFile),
})

/** A form nobody has filled in. */
export const emptyForm: Form = formOf(() => [])

/** The query of a request as a form that was filled in. */
export const queryOf = (asked: Asked): Form => formOf((name) => asked.req.queries(name) ?? [])

/** What a request posts. One that cannot be read, or has come in part, is refused: it may have said anything. */
export const postedForm = async (asked: Asked): Promise<Form> => {
  if (asked.req.header('content-type') === undefined) return emptyForm
  const posted = await asked.req.formData().catch(() => null)
  if (posted === null) throw new HTTPException(400, { res: refuse(asked, 'MalformedForm') })
  return formOf((name) => posted.getAll(name))
}
