import type { Language } from '../bridge.ts';

interface LauncherLabels {
  readonly label: string;
  readonly open: string;
  readonly unread: (count: number) => string;
}

/** The few words outside the frame. */
export const labels: Readonly<Record<Language, LauncherLabels>> = {
  tr: { label: 'Canlı destek', open: 'Canlı destek: sohbeti aç', unread: count => `${count} okunmamış mesaj` },
  en: { label: 'Live support', open: 'Live support: open the chat', unread: count => `${count} unread ${count === 1 ? 'message' : 'messages'}` },
  ar: { label: 'الدعم المباشر', open: 'الدعم المباشر: فتح الدردشة', unread: count => `الرسائل غير المقروءة: ${count}` },
};
