export * from './workbook.js'
