import { localTimeOf } from '@clientele/domain'
import { lastDay } from '../../history/line.js'
import type { Locale } from '../../messages/locale.js'
import { fieldLabel, messagesFor } from '../../messages/messages.js'
import type { Messages } from '../../messages/texts.js'
import type { FieldHistoryRow } from '../field-history/field-history.js'
import { element, textOf } from './element.js'
import { type Steps, stepsOf } from './steps.js'

/**
 * The data of a timeline: the rows of a field history, the field, and the name of the subject. `timeZone` is that of
 * the register. `id` is the prefix of the ids in the picture, by default `timeline`; two pictures on one page need
 * different ones. `top` is the place of the picture within another one.
 */
export type Timeline = {
  readonly rows: readonly FieldHistoryRow[]
  readonly field: string
  readonly name: string
  readonly timeZone: string
  readonly locale?: Locale | undefined
  readonly id?: string | undefined
  readonly top?: number | undefined
}

// In SVG units; the picture scales to its container.
const step = { width: 120, height: 48 }
const margin = { left: 190, top: 48, right: 24, bottom: 64 }
const fills = ['#b3d4fc', '#ffe0a3', '#c6e8c0', '#f5c6d6', '#d9ccf0', '#cfe9ec', '#f0dcc4', '#dfe4ea']
const maxCharactersPerStep = 16

type Drawing = {
  readonly days: Steps
  readonly instants: Steps
  readonly height: number
  readonly messages: Messages
  readonly timeZone: string
  fillOf(value: string): string
}

const minutes = (instant: string, timeZone: string): string =>
  localTimeOf(instant, timeZone).slice(0, 16).replace('T', ' ')

const valueIn = ({ value }: FieldHistoryRow, { noValue }: { readonly noValue: string }): string => value ?? noValue

/** Describes a row in words: its value, its first and last day, and when it was known. */
const sentenceOf = (row: FieldHistoryRow, { messages, timeZone }: Drawing): string => {
  const { headings, words } = messages
  const { from, until, knownFrom, knownUntil } = row
  const facts = [
    `${headings.firstDay} ${from}`,
    ...(until === null ? [] : [`${headings.lastDay} ${lastDay(until)}`]),
    `${headings.knownFrom} ${minutes(knownFrom, timeZone)}`,
    ...(knownUntil === null ? [] : [`${headings.knownUntil} ${minutes(knownUntil, timeZone)}`]),
  ]
  return `${valueIn(row, words)}: ${facts.join(', ')}`
}

const truncate = (text: string, steps: number): string => {
  const most = maxCharactersPerStep * steps
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

const rectangle = (row: FieldHistoryRow, drawing: Drawing): string => {
  const { days, instants, height, messages } = drawing
  const [left, right] = [days.stepOf(row.from), days.stepOf(row.until)]
  const [first, last] = [instants.stepOf(row.knownFrom), instants.stepOf(row.knownUntil)]
  const x = margin.left + left * step.width
  const y = margin.top + height - last * step.height
  const [width, tall] = [(right - left) * step.width, (last - first) * step.height]
  const isNow = row.knownUntil === null
  const value = valueIn(row, messages.words)
  return element(
    'g',
    { class: `timeline-value${isNow ? ' timeline-now' : ''}` },
    element('title', {}, textOf(sentenceOf(row, drawing))),
    element('rect', {
      ...{ x, y, width, height: tall, stroke: '#333333', 'stroke-width': isNow ? 2 : 1 },
      ...(row.value === null ? { fill: '#ffffff', 'stroke-dasharray': '6 4' } : { fill: drawing.fillOf(row.value) }),
    }),
    element(
      'text',
      { x: x + width / 2, y: y + tall / 2, 'text-anchor': 'middle', 'dominant-baseline': 'middle', fill: '#111111' },
      textOf(truncate(value, right - left)),
    ),
  )
}

/** The axis labels: days below, instants on the left, each at its boundary. */
const axes = ({ days, instants, height, messages, timeZone }: Drawing): readonly string[] => {
  const bottom = margin.top + height
  const label = { class: 'timeline-label', fill: '#333333' }
  const { validDays, knownTimes } = messages.words
  return [
    ...days.labels.map((day, at) =>
      element(
        'text',
        { ...label, x: margin.left + at * step.width, y: bottom + 20, 'text-anchor': 'start' },
        textOf(day),
      ),
    ),
    ...instants.labels.map((instant, at) =>
      element(
        'text',
        { ...label, x: margin.left - 8, y: bottom - at * step.height - 4, 'text-anchor': 'end' },
        textOf(minutes(instant, timeZone)),
      ),
    ),
    element('text', { ...label, x: margin.left, y: bottom + 46, 'font-style': 'italic' }, textOf(`${validDays} →`)),
    element('text', { ...label, x: 8, y: margin.top - 28, 'font-style': 'italic' }, textOf(`↑ ${knownTimes}`)),
  ]
}

const daysIn = ({ rows }: Timeline): Steps => stepsOf(rows.flatMap(({ from, until }) => [from, until]))

const instantsIn = ({ rows }: Timeline): Steps =>
  stepsOf(rows.flatMap(({ knownFrom, knownUntil }) => [knownFrom, knownUntil]))

/** The size of a picture, in SVG units. */
export const sizeOf = (timeline: Timeline): { readonly width: number; readonly height: number } => ({
  width: margin.left + Math.max(daysIn(timeline).count, 1) * step.width + margin.right,
  height: margin.top + instantsIn(timeline).count * step.height + margin.bottom,
})

const drawingOf = (timeline: Timeline): Drawing => {
  const { rows, timeZone, locale } = timeline
  const [days, instants] = [daysIn(timeline), instantsIn(timeline)]
  const values = [...new Set(rows.flatMap(({ value }) => value ?? []))]
  return {
    ...{ days, instants, timeZone },
    height: instants.count * step.height,
    messages: messagesFor(locale),
    fillOf: (value) => fills[values.indexOf(value) % fills.length] ?? '#ffffff',
  }
}

/**
 * Draws the values of a field as SVG: days from left to right, the time of knowledge from bottom to top, a rectangle
 * per row. Boundaries are evenly spaced, whatever time is between them. The SVG can be a file or part of a page: it
 * contains no styles, scripts or links. It has a title, a description with every row in words, and classes to style it
 * by.
 */
export const timelineSvg = (timeline: Timeline): string => {
  const { rows, field, name, locale, id = 'timeline', top } = timeline
  const drawing = drawingOf(timeline)
  const { messages } = drawing
  const { width, height } = sizeOf(timeline)
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...(top === undefined ? {} : { y: top }),
      ...{ viewBox: `0 0 ${width} ${height}`, width, height, class: 'timeline', role: 'img' },
      ...{ lang: locale ?? 'en', 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-description` },
      ...{ 'font-family': 'sans-serif', 'font-size': 13 },
    },
    element('title', { id: `${id}-title` }, textOf(`${fieldLabel(messages, field)}: ${name}`)),
    element('desc', { id: `${id}-description` }, textOf(rows.map((row) => `${sentenceOf(row, drawing)}.`).join(' '))),
    ...axes(drawing),
    ...rows.map((row) => rectangle(row, drawing)),
  )
}
