import { expect, test } from 'vitest'
import { docstringsFile, docstringsText, schemasFile, schemasText } from './view-schemas.js'

test('the schemas of the answers match the types of the views (run `npm run generate` after a change)', async () => {
  await expect(schemasText()).toMatchFileSnapshot(schemasFile)
})

test('editors show the docstring of a view (run `npm run generate` after a change)', async () => {
  await expect(docstringsText()).toMatchFileSnapshot(docstringsFile)
})
