import { RETURN_PATHS } from '../../contract/returnPaths'
import { H5_PATHS } from '../../src/features/shell/pages'

// A page that is missing here cannot be come back to: the sign-in on WeChat's page would be refused on it.
test('every page of the app may be come back to, and nothing else', () => {
  expect([...RETURN_PATHS].sort()).toEqual(Object.values(H5_PATHS).sort())
})
