const { existsSync } = require('node:fs')
const path = require('node:path')

const projects = ['jest.server.config.js', 'jest.app.config.js'].filter((file) => existsSync(path.join(__dirname, file)))

module.exports = {
  projects: projects.map((file) => `<rootDir>/${file}`),
  // Generous: a test that hangs is caught, and a slow machine fails nothing. Jest takes it here alone, not from a project.
  testTimeout: 60_000,
}
