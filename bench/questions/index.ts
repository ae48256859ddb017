import type { Question } from '../asking.js'
import { assigneeQuestions } from './assignees.js'
import { attentionQuestions } from './attention.js'
import { catalogueQuestions } from './catalogues.js'
import { customerQuestions } from './customers.js'
import { groupQuestions } from './groups.js'
import { peopleQuestions } from './people.js'
import type { Setting } from './putting.js'
import { subjectQuestions } from './subjects.js'

// A listing formats the rows of a view: three full listings stand for all. Views of settings and preferences search
// nothing; histories have their own benchmark.
const families = [
  ...[customerQuestions, assigneeQuestions, groupQuestions, peopleQuestions, attentionQuestions],
  ...[subjectQuestions, catalogueQuestions],
]

/** The questions to all views except the matrix. */
export const viewQuestions = (setting: Setting): readonly Question[] => families.flatMap((of) => of(setting))
