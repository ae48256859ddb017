import type { HistoryRow } from '../../views/history/history-row.js'
import { isFieldOfSubject } from '../difference/field-changes.js'
import { element } from './element.js'
import { sizeOf, type Timeline, timelineSvg } from './timeline.js'

/** The fields of a subject that history rows about it change, without facts about the events themselves. */
export const fieldsChangedIn = (rows: Iterable<Pick<HistoryRow, 'changes'>>): readonly string[] => {
  const found = new Set<string>()
  for (const { changes } of rows) for (const { field } of changes) if (isFieldOfSubject(field)) found.add(field)
  return [...found]
}

/**
 * Draws the timelines of several fields below one another, as one SVG. Each is a picture as `timelineSvg` draws it; ids
 * in it start with its `id`, by default `timeline-` and its field.
 */
export const timelinesSvg = (timelines: readonly Timeline[]): string => {
  const sizes = timelines.map(sizeOf)
  const width = Math.max(1, ...sizes.map((size) => size.width))
  const height = sizes.reduce((sum, size) => sum + size.height, 0)
  let top = 0
  const pictures = timelines.map((timeline, at) => {
    const picture = timelineSvg({ ...timeline, id: timeline.id ?? `timeline-${timeline.field}`, top })
    top += sizes[at]?.height ?? 0
    return picture
  })
  const frame = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height }
  return element('svg', { ...frame, class: 'timelines' }, ...pictures)
}
