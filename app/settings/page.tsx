import { redirect } from 'next/navigation'
import { settingsHref } from '../../lib/client/routes.ts'

export default function SettingsPage(): never {
  redirect(settingsHref())
}
