import { expect, test } from 'vitest'
import { rightsText } from './rights.js'

test('docs/rights.md matches the tables of rights (run `npm run generate` after a change)', async () => {
  await expect(rightsText()).toMatchFileSnapshot('../docs/rights.md')
})
