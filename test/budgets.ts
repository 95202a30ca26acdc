/**
 * What the app may cost. The tests read these numbers and fail above them; nothing else in the repository repeats them.
 * Only what is the same on every machine is here: bytes, counts. Times belong to `npm run bench`.
 */
const KB = 1024

export const BUDGETS = {
  h5: {
    /** All JavaScript that home loads before its content shows, gzip bytes. */
    homeScriptGzipBytes: 190 * KB,
    homeStyleGzipBytes: 15 * KB,
    /** Documents, scripts and styles before content; pictures and the API are not counted. */
    homeRequests: 8,
  },
  weapp: {
    mainPackageBytes: 700 * KB,
    subPackageBytes: 300 * KB,
    /** Up to the first home screen with content. */
    homeSetDataCalls: 4,
    homeSetDataBytes: 60 * KB,
    homeNodes: 600,
  },
  api: {
    /** Calls to the backend that a guest's home makes. */
    homeRequests: 2,
    /** SQL statements behind `GET /v1/products?limit=20`. */
    productListQueries: 3,
    /** SQL statements behind `GET /v1/home`. */
    homeQueries: 4,
    /** SQL statements behind `GET /v1/cart` and `POST /v1/cart/check`, with 100 lines. */
    cartQueries: 4,
  },
} as const
