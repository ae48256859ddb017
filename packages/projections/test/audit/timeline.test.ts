import { addDays } from '@clientele/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../test/properties/runs.js'
import { customer, event, type LogEvent, logOf } from '../log.js'
import { createProjections, type FieldHistoryRow, type Timeline, timelineSvg, timelinesSvg } from '../source.js'

const row = (value: string | null, from: string, until: string | null, known: readonly [string, string | null]) => ({
  value,
  from,
  until,
  knownFrom: `2024-05-01T0${known[0]}:00:00.000Z`,
  knownUntil: known[1] === null ? null : `2024-05-01T0${known[1]}:00:00.000Z`,
})

const corrected: readonly FieldHistoryRow[] = [
  row('lead', '2024-03-02', null, ['1', '2']),
  row('client', '2024-03-02', '2024-03-09', ['2', null]),
  row(null, '2024-03-09', null, ['2', null]),
]

const drawn = (timeline: Partial<Timeline> = {}): string =>
  timelineSvg({ rows: corrected, field: 'status', name: 'Acme', timeZone: 'UTC', ...timeline })

const tag = /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<>]*")*)>/g

/** The opening and closing tags of a text, which must match. */
const tagsIn = (svg: string): readonly string[] => {
  const open: string[] = []
  const names: string[] = []
  for (const [, slash, name = ''] of svg.matchAll(tag))
    if (slash === '') names.push(open[open.push(name) - 1] ?? '')
    else expect(open.pop()).toBe(name)
  expect(open).toEqual([])
  expect(svg.replaceAll(tag, '')).not.toMatch(/[<>]/)
  return names
}

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

const boxesIn = (svg: string): readonly Box[] =>
  [...svg.matchAll(/<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"/g)].map(([, x, y, width, height]) => ({
    x: Number(x),
    y: Number(y),
    width: Number(width),
    height: Number(height),
  }))

const overlaps = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

describe('the picture of a field in time', () => {
  test('has valid days from left to right and recording times from bottom to top', () => {
    const [lead, client, nothing] = boxesIn(drawn())
    if (lead === undefined || client === undefined || nothing === undefined) return expect.fail('A row is missing.')
    expect([lead.x, lead.width]).toEqual([client.x, client.width + nothing.width])
    expect(client.y + client.height).toBe(lead.y)
    expect(nothing.x).toBe(client.x + client.width)
  })

  test('has a title, and describes every row in words', () => {
    const svg = drawn()
    expect(svg).toContain('<title id="timeline-title">Status: Acme</title>')
    expect(svg).toMatch(
      /<desc id="timeline-description">lead: First day 2024-03-02, .*client: .*no value: .*\.<\/desc>/,
    )
    expect(svg).toMatch(/^<svg [^>]*role="img"[^>]*aria-labelledby="timeline-title"/)
    expect(svg).toContain('Last day 2024-03-08')
  })

  test('is in the requested language, with instants in the time zone of the register', () => {
    const svg = drawn({ locale: 'fi', timeZone: 'Europe/Helsinki', id: 'first' })
    expect(svg).toContain('ei arvoa')
    expect(svg).toContain('2024-05-01 04:00')
    expect(svg).toContain('id="first-title"')
  })

  test('shortens long values, which stay in the description', () => {
    const value = 'a'.repeat(100)
    const svg = drawn({ rows: [row(value, '2024-03-02', null, ['1', null])] })
    expect(svg).toContain(`>${'a'.repeat(15)}…</text>`)
    expect(svg).toContain(`${value}: First day`)
  })

  test('of an empty history is empty', () => {
    expect(boxesIn(drawn({ rows: [] }))).toEqual([])
  })

  test('is well-formed whatever the values, without scripts, styles and links', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (value, name) => {
        const svg = drawn({ rows: [row(value, '2024-03-02', null, ['1', null])], name: `${name}"><script>&\u0000` })
        const allowed = ['svg', 'title', 'desc', 'g', 'rect', 'text']
        expect(tagsIn(svg).filter((one) => !allowed.includes(one))).toEqual([])
        expect([...svg.matchAll(tag)].join(' ')).not.toMatch(/ (style|on[a-z]+|href)=/)
      }),
      runs(200),
    )
  })

  test('of any field history has a rectangle for each row, and none overlaps another', () => {
    const days = fc.integer({ min: 0, max: 9 })
    const statuses = fc.array(fc.tuple(fc.constantFrom('lead', 'client', null), days), { maxLength: 9 })
    fc.assert(
      fc.property(statuses, (values) => {
        const events = values.map(
          ([to, day]): LogEvent =>
            event('CustomerStatusChanged', 'customer-c', { to }, `${addDays('2024-03-01', day)}T10:00:00Z`),
        )
        const projections = createProjections(() => '2024-06-15T09:00:00.000Z')
        const recorded = logOf({ ...customer('c', 'C'), at: '2024-03-01T09:00:00Z' }, ...events)
        projections.applyAll(
          recorded.map((one, at) => ({ ...one, recordedAt: `2024-05-01T00:${String(at).padStart(2, '0')}:00.000Z` })),
        )
        const rows = projections.audit.fieldHistory({ subject: { kind: 'customer', id: 'c' }, field: 'status' })
        const boxes = boxesIn(drawn({ rows }))
        expect(boxes).toHaveLength(rows.length)
        for (const [at, one] of boxes.entries()) {
          expect(one.width * one.height).toBeGreaterThan(0)
          expect(boxes.slice(at + 1).filter((other) => overlaps(one, other))).toEqual([])
        }
      }),
      runs(100),
    )
  })
})

test('timelines of several fields are one picture, none over another', () => {
  const one = { rows: corrected, name: 'Acme & Co', timeZone: 'UTC' }
  const svg = timelinesSvg([
    { ...one, field: 'status' },
    { ...one, field: 'segment' },
  ])
  const pictures = [...svg.matchAll(/<svg [^>]*y="(\d+)"[^>]*height="(\d+)"/g)].map(([, top, height]) => [top, height])
  expect(pictures).toHaveLength(2)
  const [[firstTop, firstHeight] = [], [secondTop] = []] = pictures
  expect([firstTop, secondTop]).toEqual(['0', firstHeight])
  expect(svg).toMatch(/^<svg [^>]*height="(\d+)"/)
  expect(Number(/^<svg [^>]*height="(\d+)"/.exec(svg)?.[1])).toBe(2 * Number(firstHeight))
  for (const field of ['status', 'segment']) expect(svg).toContain(`<title id="timeline-${field}-title">`)
  expect(svg).toContain('Acme &amp; Co')
  expect(timelinesSvg([])).toMatch(/^<svg .*<\/svg>$/)
})
