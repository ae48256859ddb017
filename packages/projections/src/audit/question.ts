import type { Problem } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { questionRefused, type RefusedQuestion, unlessViewer } from '../query/visibility/viewer.js'
import { copyQuestion, createDecoder, decodeBy } from '../questions/codecs.js'
import type { AuditSource } from './audit-source.js'

/** The codec, extra checks and answer of a question. */
type Definition<Question, Answer> = {
  readonly codec: t.Type<Question, unknown, unknown>
  /** Problems between fields that are each valid. */
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

/**
 * Defines a question. Asking it throws `QuestionRefused` if the viewer may not look or the question does not decode.
 */
export const auditQuestion = <Question, Answer>({
  codec,
  problems = () => [],
  answer,
}: Definition<Question, Answer>): AuditQuestion<Question, Answer> => {
  const decoder = createDecoder(codec)

  const ask = (source: AuditSource, value: unknown): Answer => {
    const copied = copyQuestion(value)
    if (isLeft(copied)) return refuse(copied.left)
    const refused = unlessViewer(source.register, viewerIn(copied.right))
    if (refused !== null && isLeft(refused)) return refuse(refused.left)
    const decoded = decodeBy(decoder, copied.right)
    if (isLeft(decoded)) return refuse(decoded.left)
    const question = decoded.right
    const invalid = problems(question, source)
    return invalid.length > 0 ? refuse({ error: 'MalformedQuestion', problems: invalid }) : answer(source, question)
  }

  return (source) => (question?: unknown) => ask(source, question)
}
