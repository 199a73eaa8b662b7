import type { Language } from '../bridge.ts';

/** Words about what is filled in on cards, apart from the others: they come with the part that needs them. */
export const cardWords = {
  tr: { required: 'zorunlu', missing: 'Bu alanı doldurun.', number: 'Bir sayı yazın, örneğin 3 ya da 2.5.', range: 'Bu değer kabul edilmiyor.', sent: 'Gönderildi. Değiştirirseniz yeniden gönderebilirsiniz.' },
  en: { required: 'required', missing: 'Please fill this in.', number: 'Write a number, such as 3 or 2.5.', range: 'This value is not accepted.', sent: 'Sent. Change something to send it again.' },
  ar: { required: 'مطلوب', missing: 'يرجى ملء هذا الحقل.', number: 'اكتب رقمًا، مثل 3 أو 2.5.', range: 'هذه القيمة غير مقبولة.', sent: 'تم الإرسال. عدّل شيئًا لإرساله مجددًا.' },
} as const satisfies Record<Language, Record<string, string>>;

export type CardWord = keyof (typeof cardWords)['tr'];
