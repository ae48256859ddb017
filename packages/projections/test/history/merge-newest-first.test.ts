import { describe, expect, test } from 'vitest'
import type { HistoryEntry } from '../../src/history/line.js'
import { mergeNewestFirst } from '../../src/history/merge-newest-first.js'

const linesAt = (...positions: readonly string[]) =>
  positions.map((position) => () => ({ position, type: `line ${position}` }) as HistoryEntry)

const positionsIn = (...sources: Parameters<typeof mergeNewestFirst>[0]): readonly string[] =>
  [...mergeNewestFirst(sources)].map((entry) => entry().position)

describe('the lines of several subjects', () => {
  test('are in reverse order', () => {
    expect(positionsIn(linesAt('9', '5', '1'), linesAt('8', '4'), linesAt('7', '6'))).toEqual([...('98765' + '41')])
  })
  test('are in the order of numbers, not of texts', () => {
    expect(positionsIn(linesAt('100', '9'), linesAt('20', '10'))).toEqual(['100', '20', '10', '9'])
    expect(positionsIn(linesAt('9'), linesAt('100'))).toEqual(['100', '9'])
  })
  test('are in the order of texts if these have equal length', () => {
    expect(positionsIn(linesAt('000019', '000003'), linesAt('000020'))).toEqual(['000020', '000019', '000003'])
  })
  test('occur once, even if several subjects have them', () => {
    expect(positionsIn(linesAt('3', '2', '1'), linesAt('3', '1'), linesAt('2', '1'))).toEqual(['3', '2', '1'])
  })
  test('are none for no subject, and those of the others', () => {
    expect(positionsIn()).toEqual([])
    expect(positionsIn(linesAt(), linesAt())).toEqual([])
    expect(positionsIn(linesAt(), linesAt('2', '1'))).toEqual(['2', '1'])
  })
  test('are read lazily', () => {
    const read: string[] = []
    const watched = (...positions: readonly string[]) =>
      linesAt(...positions).map((entry) => () => {
        read.push(entry().position)
        return entry()
      })
    const [first] = mergeNewestFirst([watched('4', '3'), watched('2', '1')])
    expect([first?.().type, read]).toEqual(['line 4', ['4', '2', '3']])
  })
})
