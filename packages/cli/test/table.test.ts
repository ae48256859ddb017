import { Readable } from 'node:stream'
import stringWidth from 'string-width'
import { expect, it } from 'vitest'
import { printTable } from '../src/printing/table.js'
import { collecting } from './running.js'

const columns = ['Name', 'Number'].map((heading) => ({ key: heading, heading, width: 10, kind: 'text' as const }))

const printed = async (rows: readonly (readonly [string, number])[], width?: number): Promise<readonly string[]> => {
  const [out, err] = [collecting(), collecting()]
  const streams = { stdin: () => Readable.from([]), stdout: out.stream, stderr: err.stream }
  const terms = { cwd: '.', columns: width, showsProgress: false, signal: new AbortController().signal }
  await printTable({ ...streams, ...terms }, { columns, rows })
  return out.text().trimEnd().split('\n')
}

it('a table is printed as one, however long', async () => {
  const rows = Array.from({ length: 1_100 }, (_, n): [string, number] => [
    n === 700 ? 'the widest of all' : `n ${n}`,
    n,
  ])
  const lines = await printed(rows)
  expect(lines).toHaveLength(1_100 + 4)
  expect(new Set(lines.map((line) => line.length)).size).toBe(1)
  expect(lines.filter((line) => /^[┌├└]/.test(line))).toHaveLength(3)
})

it('a table without rows has its headings', async () => {
  expect((await printed([])).join('\n')).toContain('Name')
})

it('data cannot steer the terminal', async () => {
  expect((await printed([['a\u001b[2Jb\nc\u009bd', 1]]))[3]).toBe('│ a [2Jb c d │ 1      │')
})

it('text that is too long for the terminal is truncated with a mark', async () => {
  const lines = await printed([['x'.repeat(200), 1]], 60)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60)
  expect(lines.join('')).toContain('x…')
})

it('a double-width letter takes two columns, and text that fits is not truncated', async () => {
  const lines = await printed([
    ['東京商事', 1],
    ['👩‍👩‍👧 Oy', 2],
    ['Plain', 3],
  ])
  expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1)
  expect(lines.join('\n')).toContain('東京商事')
  expect(lines.join('\n')).not.toContain('…')
})

it('wide text is truncated by its display width', async () => {
  const lines = await printed([['東'.repeat(100), 1]], 60)
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(60)
  expect(lines.join('')).toContain('東…')
})
