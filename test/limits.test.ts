import { expect, test } from 'vitest'
import { limitsText } from './limits.js'

test('docs/limits.md matches the constants (run `npm run generate` after a change)', async () => {
  await expect(limitsText()).toMatchFileSnapshot('../docs/limits.md')
})
