const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'
const COMPOUND = '欧阳|上官|司马|诸葛|皇甫|尉迟|公孙|慕容|司徒|令狐|东方|夏侯|端木|南宫|独孤'
const TITLES = '先生|女士|小姐|老师|同学|师傅|阿姨|叔叔|太太|经理|医生|老板|总'

const SURNAME = `(?:${COMPOUND}|[${SURNAMES}])`
const PLAIN = new RegExp(`^${SURNAME}[\\u4e00-\\u9fa5]{1,2}$`)
const TITLED = new RegExp(`^[\\u4e00-\\u9fa5]{1,3}(?:${TITLES})$`)
const DOTTED = /^[\u4e00-\u9fa5]{1,8}(?:·[\u4e00-\u9fa5]{1,8})+$/
const LATIN = /^[A-Za-z][A-Za-z.']*(?: [A-Za-z][A-Za-z.']*){0,3}$/
const SHORT = /^[\u4e00-\u9fa5]{2,4}$/
/** What places end on; a name may as well, but then something else has to speak for it. */
const PLACE = /[路街道巷弄号栋幢座楼层室村镇乡区县市省苑园庭府城院厦场店站里坊湾庄屯组队校司社房]$|广场|中心|小区|单元|大厦|公司|大学|学校|医院/
const AFTER_PLACE = new RegExp(`^(.*(?:[号室栋幢座楼层院店村房元]|[0-9A-Za-z)]))(${SURNAME}[\\u4e00-\\u9fa5]{1,2}(?:${TITLES})?|[${SURNAMES}](?:${TITLES}))$`)

/** How much a piece of text looks like the name of a person; 0 for not at all. */
export function nameScore(text: string): number {
  const isPlace = PLACE.test(text)
  if (TITLED.test(text) || DOTTED.test(text)) return 6
  if (PLAIN.test(text)) return isPlace ? 2 : 5
  if (LATIN.test(text)) return 3
  return SHORT.test(text) && !isPlace ? 2 : 0
}

/** Takes a name off the end of a place that it was written onto: `科苑路15号张三`. Null where none can be told apart. */
export function splitNameOff(text: string): { place: string; name: string } | null {
  const [, place, name] = AFTER_PLACE.exec(text) ?? []
  return place && name && !PLACE.test(name) ? { place, name } : null
}
