import { HTTPException } from 'hono/http-exception'
import { refuse } from '../../answering/problem.js'
import type { Asked } from '../../environment.js'

/** Submitted values: the first text of a field, or all texts of a repeated one. Blank fields are missing. */
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

/** A form without values. */
export const emptyForm: Form = formOf(() => [])

/** The query of a request as a form. */
export const queryOf = (asked: Asked): Form => formOf((name) => asked.req.queries(name) ?? [])

/** The submitted form of a request. A malformed or truncated one is refused, because its meaning is unknown. */
export const postedForm = async (asked: Asked): Promise<Form> => {
  if (asked.req.header('content-type') === undefined) return emptyForm
  const posted = await asked.req.formData().catch(() => null)
  if (posted === null) throw new HTTPException(400, { res: refuse(asked, 'MalformedForm') })
  return formOf((name) => posted.getAll(name))
}
