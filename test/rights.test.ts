import { expect, test } from 'vitest'
import { rightsText } from './rights.js'

test('docs/rights.md says what the tables of rights say (run `npm run generate` after a change)', async () => {
  await expect(rightsText()).toMatchFileSnapshot('../docs/rights.md')
})
