import { expect, test } from 'vitest'
import { catalogueText } from './catalogue.js'

test('docs/catalogue.md lists exactly what the code defines (run `npm run generate` after a change)', async () => {
  await expect(catalogueText()).toMatchFileSnapshot('../docs/catalogue.md')
})
