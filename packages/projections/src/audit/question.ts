import type { Problem } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { questionRefused, type RefusedQuestion, unlessViewer } from '../query/visibility/viewer.js'
import { copyQuestion, decodeBy, decodingBy } from '../questions/codecs.js'
import type { AuditSource } from './audit-source.js'

/** A question and how it is answered. */
type Definition<Question, Answer> = {
  readonly codec: t.Type<Question, unknown, unknown>
  /** What is wrong with a question whose fields are right each for itself. */
  readonly problems?: (question: Question, source: AuditSource) => readonly Problem[]
  readonly answer: (source: AuditSource, question: Question) => Answer
}

/** Binds a question to a register. */
type AuditQuestion<Question, Answer> = (source: AuditSource) => (question?: Question) => Answer

const refuse = (refusal: RefusedQuestion): never => {
  throw questionRefused(refusal)
}

const viewerIn = (question: unknown): unknown =>
  typeof question === 'object' && question !== null && 'viewer' in question ? question.viewer : undefined

/** Defines a question. Asking it throws `QuestionRefused` for a viewer who may not look and for what does not decode. */
export const auditQuestion = <Question, Answer>({
  codec,
  problems = () => [],
  answer,
}: Definition<Question, Answer>): AuditQuestion<Question, Answer> => {
  const decoding = decodingBy(codec)

  const ask = (source: AuditSource, value: unknown): Answer => {
    const taken = copyQuestion(value)
    if (isLeft(taken)) return refuse(taken.left)
    const refused = unlessViewer(source.register, viewerIn(taken.right))
    if (refused !== null && isLeft(refused)) return refuse(refused.left)
    const decoded = decodeBy(decoding, taken.right)
    if (isLeft(decoded)) return refuse(decoded.left)
    const question = decoded.right
    const found = problems(question, source)
    return found.length > 0 ? refuse({ error: 'MalformedQuestion', problems: found }) : answer(source, question)
  }

  return (source) => (question?: unknown) => ask(source, question)
}
