import { apisExist, hostsAreSecure, linksLeadToPages, noDynamicCode, requiresResolve } from './checks/modules'
import { codeIsLoadedLazily, noOutdatedCalls, privacyCheckIsOn, privateInfosAreDeclared } from './checks/privacy'
import { sizesAreAllowed } from './checks/sizes'
import { componentsResolve, importsResolve, pagesExist, sitemapIsSound, subPackagesAreSound, tabBarIsWhole, themeIsComplete } from './checks/structure'
import { readSubject, type Rule } from './checks/subject'
import { attributesArePresent, pagesImportBase, templateNamesAgree, templatesCompile, usedComponentsHaveTemplates } from './checks/templates'

export interface PackageCheckOptions {
  /** Address of the backend compiled in for development, which may be http. */
  developmentBase: string
}

export function packageRules({ developmentBase }: PackageCheckOptions): Record<string, Rule> {
  return {
    pagesExist,
    tabBarIsWhole,
    themeIsComplete,
    componentsResolve,
    importsResolve,
    subPackagesAreSound,
    sitemapIsSound,
    requiresResolve,
    noDynamicCode,
    apisExist,
    linksLeadToPages,
    hostsAreSecure: hostsAreSecure(developmentBase),
    templatesCompile,
    pagesImportBase,
    attributesArePresent,
    templateNamesAgree,
    usedComponentsHaveTemplates,
    privacyCheckIsOn,
    privateInfosAreDeclared,
    codeIsLoadedLazily,
    noOutdatedCalls,
    sizesAreAllowed,
  }
}

/** All faults of a built mini-program that can be seen without running it, as `rule: fault`. */
export function checkPackage(dist: string, options: PackageCheckOptions): string[] {
  const subject = readSubject(dist)
  return Object.entries(packageRules(options)).flatMap(([name, rule]) => [...new Set(rule(subject))].map((fault) => `${name}: ${fault}`))
}
