/** Peoples in the names of autonomous places; in an address nobody writes them out. */
const PEOPLES =
  '蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各'
const AUTONOMOUS = new RegExp(`^(.{2,}?)(?:(?:${PEOPLES})族?)+自治([区州县旗])$`)
// Lazy: of 内蒙古自治区 all of 自治区 goes, not its 区 alone.
const ENDING = /^(.{2,}?)(?:特别行政区|自治区|自治州|地区|林区|[省市区县旗盟])$/
const ZONE = /^(.{2,}?)(?:市)?((?:高新|经济|技术|产业|开发|工业|园|港|新){2,}.*区)$/

/**
 * The ways in which people write the name of a province, city or district: in full, without its ending, and without the
 * people of an autonomous one (`湘西土家族苗族自治州`: also `湘西` and `湘西州`). Longest first.
 */
export function regionAliases(name: string): string[] {
  const [, stem, kind] = AUTONOMOUS.exec(name) ?? []
  const short = stem ?? ENDING.exec(name)?.[1]
  const all = [name, ...(stem && kind ? [`${stem}${kind}`] : []), ...(short ? [short] : [])]
  return [...new Set(all)].sort((a, b) => b.length - a.length)
}

/** What a development zone is called by those who have just named its city: `苏州工业园区` → `工业园区`. */
export function zoneAliases(name: string): string[] {
  const zone = ZONE.exec(name)?.[2]
  if (!zone) return []
  if (/^高新/.test(zone)) return [zone, '高新区']
  return /^经济(?:技术)?开发区$/.test(zone) ? [zone, '经开区', '开发区'] : [zone]
}
