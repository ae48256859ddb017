import { createProjections } from '@clientele/projections'

const { views } = createProjections()

/** Whether a view refuses with a `Left`, tested with an empty viewer; the others throw `QuestionRefused`. */
export const refusesWithLeft = (name: string): boolean => {
  const view: (question: object) => unknown = Reflect.get(views, name)
  try {
    view({ viewer: '' })
    return true
  } catch {
    return false
  }
}
