import type { Question } from '../asking.js'
import { assigneeQuestions } from './assignees.js'
import { attentionQuestions } from './attention.js'
import { catalogueQuestions } from './catalogues.js'
import { customerQuestions } from './customers.js'
import { groupQuestions } from './groups.js'
import { peopleQuestions } from './people.js'
import type { Setting } from './putting.js'
import { subjectQuestions } from './subjects.js'

// A listing puts the rows of a view into words: three that are read to their end stand for all. What tells the settings
// and the choices of a user has nothing to look for; the histories have a benchmark of their own.
const families = [
  ...[customerQuestions, assigneeQuestions, groupQuestions, peopleQuestions, attentionQuestions],
  ...[subjectQuestions, catalogueQuestions],
]

/** Every question to the views beside the matrix. */
export const viewQuestions = (setting: Setting): readonly Question[] => families.flatMap((of) => of(setting))
