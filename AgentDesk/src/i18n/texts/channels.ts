/** Channels and what they report, Turkish and English. */
export const channels = {
  'channel.email': ['E-posta', 'E-mail'],
  'channel.phone': ['Telefon', 'Telephone'],
  'delivery.failed': ['{channel} iletiyi teslim etmedi', '{channel} did not deliver the message'],
  'delivery.blocked': ['vatandaş hesabı engellemiş', 'the citizen has blocked the account'],
} as const satisfies Record<string, readonly [tr: string, en: string]>;
