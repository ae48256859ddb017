import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { subCommands } from '../src/sub-commands/index.js'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(() => at.remove())

const names = subCommands.map(({ usage }) => usage.split(' ')[0] ?? '')

describe('wrong usage exits with 2, says what is wrong and leaves stdout empty', () => {
  it.each([
    ['', 'Name a command'],
    ['matrx', 'matrix'],
    ['matrix --colour', 'colour'],
    ['matrix --no-json', 'no-json'],
    ['matrix extra', 'extra'],
    ['history', 'SUBJECT_ID|Not enough'],
    ['matrix --as-of 2024-02-30', '--as-of must be a day that exists'],
    ['matrix --as-of', 'as-of'],
    ['matrix --as-of 2024-01-01 --as-of 2024-01-02', 'more than once'],
    ['matrix --known-at 2024-01-01', '--known-at must be an instant'],
    ['matrix --limit -1', 'limit'],
    ['matrix --limit many', '--limit must be a whole number'],
    ['matrix --locale de', 'locale'],
    ['matrix --store mysql://x', 'sqlite:FILE'],
    ['matrix --store sqlite:', 'needs the name of a file'],
    ['execute --today 2023-02-29', '--today must be a day'],
    ['audience', 'channel'],
    ['contacts --search-type shoe', 'search-type'],
    ['customers --store memory: --columns shoe', '--columns takes'],
    ['matrix --store memory: --json --csv -', 'choose one'],
    ['history x --store memory: --kind shoe', 'kind'],
  ])('clientele %s', async (line, problem) => {
    const { code, out, err } = await at.run(line === '' ? [] : line)
    expect(err).toMatch(new RegExp(problem))
    expect(err).not.toMatch(/\n\s+at /)
    expect([code, out]).toEqual([2, ''])
  })
})

describe('help', () => {
  it('lists every sub-command', async () => {
    const { code, out, err } = await at.run('--help')
    expect([code, err]).toEqual([0, ''])
    for (const name of names) expect(out).toContain(`clientele ${name}`)
  })

  it.each(names)('of %s shows an example and the order', async (name) => {
    const { code, out } = await at.run(`${name} --help`)
    expect(code).toBe(0)
    expect(out).toContain('Examples:')
    if (subCommands.find(({ usage }) => usage.split(' ')[0] === name)?.order !== undefined)
      expect(out).toContain('Order:')
  })

  it.each(['', ...names])('of "%s" fits into 110 columns and splits no word', async (name) => {
    const { out } = await at.run(`${name} --help`)
    expect(out.split('\n').filter((line) => line.length > 110)).toEqual([])
    const about = subCommands.find(({ usage }) => usage.split(' ')[0] === name)?.about ?? 'Exit codes: 0 done'
    expect(out.replace(/\s+/g, ' ')).toContain(about)
  })

  it('prints the version', async () => {
    const { code, out } = await at.run('--version')
    expect(code).toBe(0)
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })

  it('prints a completion script', async () => {
    const { code, out } = await at.run('completion')
    expect(code).toBe(0)
    expect(out).toContain('_clientele_yargs_completions')
  })
})

describe('a store', () => {
  it('is not created by reading, and the message says how to create one', async () => {
    for (const line of ['matrix', 'history acme', 'events', 'stats', 'matrix --known-at 2024-01-01T00:00:00Z']) {
      const { code, out, err } = await at.run(line)
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/There is no register at .*clientele.db.*import.*demo/)
    }
    expect(existsSync(join(at.directory, 'clientele.db'))).toBe(false)
  })

  it('in memory is empty each time', async () => {
    expect(await at.json('matrix --store memory:')).toEqual({ columns: [], rows: [], total: 0 })
  })

  it('that does not answer is reported with what to do, and without the password', async () => {
    const { code, err } = await at.run('matrix --store postgres://anna:secret@127.0.0.1:1/crm')
    expect(code).toBe(1)
    expect(err).toContain('No PostgreSQL answers')
    expect(err).not.toContain('secret')
  })

  it('that is not a database is distinguished from an internal error', async () => {
    const { writeFile } = await import('node:fs/promises')
    await writeFile(join(at.directory, 'notes.db'), 'this is no database, it is a note '.repeat(50))
    const { code, err } = await at.run('matrix --store sqlite:notes.db')
    expect([code, err]).toEqual([1, 'The file is no SQLite database: give another file.\n'])
  })

  it('in a missing directory is not created', async () => {
    const { code, err } = await at.run('execute --store sqlite:nowhere/crm.db')
    expect(code).toBe(1)
    expect(err).toContain('does not exist')
  })
})
