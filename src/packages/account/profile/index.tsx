import { LoginGate } from '@/features/gate/LoginGate'
import { ProfileForm } from '@/features/profile/ProfileForm'
import { ProfileSkeleton } from '@/features/profile/ProfileSkeleton'
import { texts } from '@/features/profile/texts'
import { Page } from '@/features/shell/Page'

export default function ProfilePage() {
  return (
    <Page title={texts.title}>
      <LoginGate require="member" purpose="account" skeleton={<ProfileSkeleton />}>
        <ProfileForm />
      </LoginGate>
    </Page>
  )
}
