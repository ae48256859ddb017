export * from './clientele.js'
export type { BulkOptions, BulkProgress } from './execution/bulk.js'
export type { BulkFailure, Receipt, ReceiptEvent } from './execution/receipt.js'
export * from './logger.js'
