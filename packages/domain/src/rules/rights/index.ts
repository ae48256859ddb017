export * from '../../model/rights/rejections.js'
export * from './rights.js'
