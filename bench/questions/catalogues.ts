import type { Question } from '../asking.js'
import { question, randomIds, type Setting } from './putting.js'

/** The first free number from a start. */
const free = `select min(n) as next from (
  select ? as n where not exists (select 1 from number where number = ?)
  union all select number + 1 from number x where x.number >= ?
    and not exists (select 1 from number y where y.number = x.number + 1))`

/** Small catalogues, and numbers. */
export const catalogueQuestions = (setting: Setting): readonly Question[] => {
  const { crm } = setting
  const { views } = crm
  const choose = randomIds(setting)
  const [catalogue, start] = ['segment', 1_000_000]
  return [
    question(
      setting,
      'nextCustomerNumber, by group (who has no gaps would count instead of looking for one as this SQL does)',
      () => ({ view: () => views.nextCustomerNumber({ groupId: 'g1' }), rows: [free, start, start, start] }),
      (next) => ({ rows: [[next]] }),
    ),
    question(
      setting,
      'numberSeries, with what is left',
      () => ({
        view: () => views.numberSeries(),
        rows: ['select 5000000 - count(*) as left from number where number between 1 and 5000000'],
      }),
      (rows) => ({ rows: rows.map(({ left }) => [left]) }),
    ),
    question(
      setting,
      'classifierValues',
      () => ({
        view: () => views.classifierValues({ catalogue, locale: 'en' }),
        rows: ['select value, name from classifier where catalogue = ? order by name, value', catalogue],
      }),
      (rows) => ({ rows: rows.map(({ value, name }) => [value, name]) }),
    ),
    question(
      setting,
      'savedReports',
      () => {
        const viewer = choose.employee()
        return {
          view: () => views.savedReports({ viewer, locale: 'en' }),
          rows: ["select name, filters from report where scope = 'office' or owner = ? order by name", viewer],
        }
      },
      (rows) => ({ rows: rows.map(({ name, filters }) => [name, JSON.stringify(filters)]) }),
    ),
  ]
}
