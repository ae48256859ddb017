import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

const policies = [{ name: 'loose', of: 'contactsWithoutCompany', years: 1 }]

const file = (content: string): Promise<void> => writeFile(join(at.directory, 'policies.json'), content)

beforeEach(async () => {
  at = await desk()
  const { code, err } = await at.given(
    ['RegisterEmployee', { employeeId: 'anna', name: 'Anna Aho', admin: true }],
    ['RegisterEmployee', { employeeId: 'bert', name: 'Bert Berg' }],
    ['RegisterContact', { personId: 'maria', lastName: 'Maa', firstName: 'Maria' }],
    ['RegisterContact', { personId: 'olli', lastName: 'Oja' }],
    ['PlaceLegalHold', { personId: 'olli', until: '2030-01-01' }],
  )
  expect([code, err]).toEqual([0, ''])
  await file(JSON.stringify(policies))
})

afterEach(() => at.remove())

const line = 'retain --policies policies.json --today 2025-06-01 --by anna'

describe('retaining', () => {
  it('lists with --dry-run who would be erased and why, and changes nothing', async () => {
    const { code, out, err } = await at.run(`${line} --dry-run`)
    expect(code).toBe(0)
    expect(out).toMatch(/maria.*Maa Maria.*loose.*2024-01-02/)
    expect(out).toMatch(/olli.*2030-01-01/)
    expect(err).toContain('2 would be erased by these policies, 2 are shown. Nothing is changed.')
    expect(await at.json(`${line} --dry-run --limit 1 --offset 1`)).toMatchObject({
      total: 2,
      rows: [{ personId: 'olli', heldUntil: '2030-01-01' }],
    })
    expect((await at.run('contacts')).out).toContain('Maa')
  })

  it.each(['fi', 'sv', 'et'])('has its headings and facts in %s', async (locale) => {
    const [inEnglish, listed] = [
      await at.run(`${line} --dry-run`),
      await at.run(`${line} --dry-run --locale ${locale}`),
    ]
    expect(listed.out.split('\n')[0]).not.toBe(inEnglish.out.split('\n')[0])
    const receipt = await at.run(`${line} --locale ${locale}`)
    expect(receipt.err).toContain('(CLIENTELE_MASTER_KEY)')
    expect(receipt.out).not.toMatch(/notErased|inClear|remaining/)
    expect(receipt.out).toContain('maria')
  })

  it('erases them, and prints a receipt with ids only', async () => {
    const receipt = await at.json(line)
    expect(receipt).toEqual({
      today: '2025-06-01',
      by: 'anna',
      erased: [{ personId: 'maria', policy: 'loose', scope: 'full' }],
      notErased: [{ personId: 'olli', policy: 'loose', error: 'ErasureBlockedByRetention', until: '2030-01-01' }],
      remaining: 0,
      stopped: null,
      inClear: 1,
    })
    expect((await at.run('contacts')).out).not.toContain('Maa')
    expect((await at.run('contacts')).out).toContain('Oja')
  })

  it('is for administrators', async () => {
    for (const end of ['', ' --dry-run']) {
      const { code, out, err } = await at.run(`retain --policies policies.json --by bert${end}`)
      expect([code, out]).toEqual([1, ''])
      expect(err).toMatch(/administrator/i)
    }
  })

  it('is refused with the problems of the policies', async () => {
    await file('[{"name": "all", "of": "everybody", "years": 1}]')
    expect(await at.run(line)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('policies.0.of') })
    await file('no JSON')
    expect(await at.run(line)).toMatchObject({ code: 1, err: 'The file policies.json is no JSON.\n' })
    const missing = await at.run('retain --policies nowhere.json')
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('there is none') })
    expect(await at.run(`${line} --limit 1`)).toMatchObject({ code: 2, out: '' })
  })
})
