import * as clientele from '@clientele/clientele'
import { commands } from '@clientele/domain'
import { expect, test } from 'vitest'

test('the constructor of every command is exported by its name', () => {
  for (const [name, make] of Object.entries(commands)) expect(Reflect.get(clientele, name)).toBe(make)
})

test('everything named in the documentation is exported', () => {
  const { openClientele, memory, problemDetails, sentenceOf, schemas, CalendarDate, Instant, CustomerId } = clientele
  for (const one of [openClientele, memory, problemDetails, sentenceOf]) expect(one).toBeTypeOf('function')
  for (const one of [schemas, CalendarDate, Instant, CustomerId]) expect(one).toBeDefined()
})

test('every command has a one-sentence description, also in its schema', () => {
  for (const { type, sentence } of Object.values(commands)) {
    expect(sentence).toMatch(/^[A-Z].{10,120}\.$/)
    expect(clientele.schemas.commands[type]?.description).toBe(sentence)
  }
})
