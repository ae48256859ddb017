import { schemas as messages, type Schemas } from '@clientele/domain'
import { type Audit, auditSchemas, type Views, viewSchemas } from '@clientele/projections'

/**
 * JSON Schemas (draft 2020-12, nothing referenced) by name, made when they are first asked for: of the fields that the
 * constructor of a command takes, of the data of an event, of a rejection; of what a view answers with (in the `Right`,
 * where it may refuse), and of the parameters it takes; of what an audit question answers with (`audit`), and of its
 * parameters (`auditQuestions`). Frozen: copy a schema to change it.
 */
export const schemas = Object.freeze({
  get commands(): Schemas<string> {
    return messages.commands
  },
  get events(): Schemas<string> {
    return messages.events
  },
  get rejections(): Schemas<string> {
    return messages.rejections
  },
  get views(): Schemas<keyof Views> {
    return viewSchemas.answers
  },
  get questions(): Schemas<keyof Views> {
    return viewSchemas.questions
  },
  get audit(): Schemas<keyof Audit> {
    return auditSchemas.answers
  },
  get auditQuestions(): Schemas<keyof Audit> {
    return auditSchemas.questions
  },
})
