import { NICKNAME_MAX_LENGTH } from '@contract/limits'

export const texts = {
  title: '个人资料',
  loading: '正在读取资料',
  optional: '头像和昵称都可以不填，不影响浏览和下单。',
  avatar: '头像',
  choose: '上传头像',
  change: '换一张头像',
  remove: '移除头像',
  removing: '正在移除',
  uploading: (percent: number) => `正在上传 ${percent}%`,
  processing: '正在保存头像',
  uploaded: '头像已更新',
  removed: '头像已移除',
  retry: '再传一次',
  nickname: '昵称',
  nicknameHint: `最多 ${NICKNAME_MAX_LENGTH} 个字`,
  nicknamePlaceholder: '想让我们怎么称呼你',
  nicknameRefused: '微信没有通过这个昵称，请换一个',
  save: '保存',
  saved: '已保存',
}
