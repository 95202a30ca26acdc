import { configure } from '@testing-library/dom'
import '@testing-library/jest-dom'

// A find that a slow machine needs seconds for is no failure; one that never comes is caught.
configure({ asyncUtilTimeout: 15_000 })
