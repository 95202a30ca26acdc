import { Form, Input, View } from '@tarojs/components'
import { NICKNAME_MAX_LENGTH } from '@contract/limits'
import { aria } from '@/components/aria'
import { Button } from '@/components/Button'
import { cx } from '@/components/cx'
import fieldStyles from '@/components/TextField.module.scss'
import type { NicknameFormProps } from './nicknameFormProps'
import { texts } from './texts'
import { useNicknameReview } from './useNicknameReview'
import styles from './Profile.module.scss'

/**
 * The name, with WeChat's own suggestion above the keyboard (mini-program). The field is left to itself and read when the
 * form is submitted: a controlled one loses the suggested name (github.com/NervJS/taro/issues/15240).
 */
export function NicknameForm({ initial, isSaving, error, onSave }: NicknameFormProps) {
  const review = useNicknameReview(onSave)
  const message = review.isRefused ? texts.nicknameRefused : error
  return (
    <Form className={styles.card} onSubmit={({ detail }) => review.submitted(String((detail.value as { nickname?: string } | undefined)?.nickname ?? ''))}>
      <View className={cx(fieldStyles.field, styles.name)}>
        <View className={fieldStyles.label} aria-hidden="true">
          {texts.nickname}
        </View>
        <View className={cx(fieldStyles.box, message && fieldStyles.wrong)}>
          <Input
            className={fieldStyles.input}
            type="nickname"
            name="nickname"
            defaultValue={initial}
            maxlength={NICKNAME_MAX_LENGTH}
            placeholder={texts.nicknamePlaceholder}
            placeholderClass={fieldStyles.placeholder}
            disabled={isSaving}
            onInput={review.typed}
            onNickNameReview={({ detail }) => review.reviewed(detail as { pass?: boolean; timeout?: boolean })}
            {...aria({ label: message ? `${texts.nickname}，${message}` : texts.nickname })}
          />
        </View>
        <View className={message ? fieldStyles.error : fieldStyles.hint} {...aria(message ? { role: 'alert' } : {})}>
          {message ?? texts.nicknameHint}
        </View>
      </View>
      <Button block size="large" formType="submit" loading={isSaving}>
        {texts.save}
      </Button>
    </Form>
  )
}
