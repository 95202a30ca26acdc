import path from 'node:path'

/** A small mini-program written by hand: it tests the host, not the shop. */
export const SAMPLE = path.join(__dirname, '../fixtures/sample')
