import { HTTPException } from 'hono/http-exception'
import type { RequestContext } from '../../environment.js'
import { refuse } from '../../responses/problem.js'

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
export const queryOf = (context: RequestContext): Form => formOf((name) => context.req.queries(name) ?? [])

/** The submitted form of a request. A malformed or truncated one is refused, because its meaning is unknown. */
export const postedForm = async (context: RequestContext): Promise<Form> => {
  if (context.req.header('content-type') === undefined) return emptyForm
  const posted = await context.req.formData().catch(() => null)
  if (posted === null) throw new HTTPException(400, { res: refuse(context, 'MalformedForm') })
  return formOf((name) => posted.getAll(name))
}
