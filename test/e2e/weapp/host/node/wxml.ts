import { TmplGroup } from 'glass-easel-template-compiler'

const NOT_TAGS = new Set(['template', 'import', 'include', 'wxs', 'block', 'slot'])
const NOT_PROPERTIES = /^(bind|catch|capture-|mut-|data-|mark:|wx:|model:|generic:|change:)/
/** glass-easel handles these for every node, so that a component must not declare them. */
const COMMON_ATTRIBUTES = new Set(['id', 'class', 'style', 'slot'])
const OPENING_TAG = /<([a-z][a-z0-9-]*)((?:\s+[\w:.-]+(?:="[^"]*")?)*)\s*\/?>/g
const ATTRIBUTE = /([\w:.-]+)(?:="[^"]*")?/g

export interface CompiledTemplates {
  templates: string
  warnings: string[]
}

interface TemplateSources {
  wxml: ReadonlyMap<string, string>
  wxs: ReadonlyMap<string, string>
}

/** Compiles all templates of a package in one group, so that `<import>` and `<include>` resolve among them. */
export function compileTemplates({ wxml, wxs }: TemplateSources): CompiledTemplates {
  const group = new TmplGroup()
  const warnings: string[] = []
  for (const [name, source] of wxml) {
    const problems = group.addTmpl(name, source) as unknown
    for (const problem of Array.isArray(problems) ? problems : []) warnings.push(`${name}.wxml: ${describe(problem)}`)
  }
  for (const [name, source] of wxs) group.addScript(name, source)
  const templates = group.getTmplGenObjectGroups()
  group.free()
  return { templates, warnings }
}

function describe(problem: unknown): string {
  if (typeof problem === 'string') return problem
  if (problem instanceof Error) return problem.message
  return JSON.stringify(problem)
}

/** The built-in tags in the templates, each with the attributes set on it. */
export function builtInTags(sources: Iterable<string>, components: ReadonlySet<string>): Record<string, string[]> {
  const found = new Map<string, Set<string>>()
  for (const source of sources) {
    for (const [, tag = '', attributes = ''] of source.matchAll(OPENING_TAG)) {
      if (NOT_TAGS.has(tag) || components.has(tag)) continue
      const names = found.get(tag) ?? new Set<string>()
      found.set(tag, names)
      for (const [, name = ''] of attributes.matchAll(ATTRIBUTE)) {
        if (!NOT_PROPERTIES.test(name) && !COMMON_ATTRIBUTES.has(name)) names.add(name)
      }
    }
  }
  return Object.fromEntries([...found].map(([tag, names]) => [tag, [...names]]))
}
