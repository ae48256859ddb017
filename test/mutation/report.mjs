// The final report: the survivors by place, and the score.
import { dirname } from 'node:path'

const grouped = (results) => {
  const places = new Map()
  for (const result of results) {
    const place = dirname(result.mutant.file)
    places.set(place, [...(places.get(place) ?? []), result])
  }
  return [...places].sort(([one], [other]) => (one < other ? -1 : 1))
}

const countOf = (results, checkAppend) => results.filter((one) => one.checkAppend === checkAppend).length

/** The percentage of counted mutants that are noticed; 100 if none counts. */
export const scoreOf = (results) => {
  const [noticed, survived] = [countOf(results, 'noticed'), countOf(results, 'survived')]
  return noticed + survived === 0 ? 100 : (100 * noticed) / (noticed + survived)
}

const survivorLines = (results) =>
  results
    .filter(({ checkAppend }) => checkAppend === 'survived')
    .map(({ mutant }) => `    ${mutant.file}:${mutant.line} ${mutant.within}: ${mutant.says}`)

const placeLines = ([place, results]) => [
  `  ${place}: ${countOf(results, 'noticed')} noticed, ${countOf(results, 'survived')} survived`,
  ...survivorLines(results),
]

const goneLines = (gone) =>
  gone.length === 0
    ? []
    : [
        'In equivalent.json, but no mutant any more:',
        ...gone.map(({ file, within, says }) => `  ${file} ${within}: ${says}`),
      ]

/** The report as lines. */
export const reportOf = (results, planned, gone) => {
  const late = planned > results.length ? `, ${planned - results.length} not tried for want of time` : ''
  const left = countOf(results, 'equivalent') + countOf(results, 'not compiling')
  return [
    ...grouped(results).flatMap(placeLines),
    ...goneLines(gone),
    `${results.length} mutants: ${countOf(results, 'noticed')} noticed, ${countOf(results, 'survived')} survived, ` +
      `${left} not counted (equivalent, or not compiling)${late}`,
    `Score: ${scoreOf(results).toFixed(1)} %`,
  ]
}
