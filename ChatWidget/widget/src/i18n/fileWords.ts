import type { Language } from '../bridge.ts';

/** Words about files, apart from the others: they come with the part that needs them. */
export const fileWords = {
  tr: {
    files: 'Eklenecek dosyalar',
    fileRemove: '{name} dosyasını kaldır',
    fileProgress: '{name} yükleniyor',
    fileTooLarge: 'Çok büyük',
    fileKind: 'Bu tür gönderilemez',
    fileEmpty: 'Dosya boş',
    fileInfected: 'Zararlı yazılım bulundu',
    fileTooMany: 'En fazla 10 dosya',
    fileLimit: 'Sınıra ulaşıldı',
  },
  en: {
    files: 'Files to send',
    fileRemove: 'Remove {name}',
    fileProgress: 'Uploading {name}',
    fileTooLarge: 'Too large',
    fileKind: 'This kind can’t be sent',
    fileEmpty: 'The file is empty',
    fileInfected: 'Malware was found',
    fileTooMany: 'At most 10 files',
    fileLimit: 'The limit is reached',
  },
  ar: {
    files: 'الملفات المرفقة',
    fileRemove: 'إزالة {name}',
    fileProgress: 'جارٍ رفع {name}',
    fileTooLarge: 'كبير جدًا',
    fileKind: 'لا يمكن إرسال هذا النوع',
    fileEmpty: 'الملف فارغ',
    fileInfected: 'عُثر على برمجية ضارة',
    fileTooMany: '١٠ ملفات كحد أقصى',
    fileLimit: 'بلغت الحد المسموح',
  },
} as const satisfies Record<Language, Record<string, string>>;

export type FileWord = keyof (typeof fileWords)['tr'];
