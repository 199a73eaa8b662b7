/** Files of messages, Turkish and English. */
export const attach = {
  'attach.add': ['Dosya', 'File'],
  'attach.list': ['Eklenecek dosyalar', 'Files to attach'],
  'attach.remove': ['{name} dosyasını kaldır', 'Remove {name}'],
  'attach.progress': ['{name} yükleniyor', 'Uploading {name}'],
  'attach.tooLarge': ['Çok büyük', 'Too large'],
  'attach.unsupportedType': ['Bu tür gönderilemez', 'This kind can’t be sent'],
  'attach.empty': ['Dosya boş', 'The file is empty'],
  'attach.infected': ['Zararlı yazılım bulundu', 'Malware was found'],
  'attach.tooMany': ['Çok fazla dosya', 'Too many files'],
  'attach.forbidden': ['İzin yok', 'Not allowed'],
  'attach.rateLimited': ['Bugünlük sınıra ulaşıldı', 'The day’s limit is reached'],
  'attach.fault': ['Yüklenemedi', 'Could not be uploaded'],
  'failed.fileGone': ['Gönderilmedi: dosya artık yok, yeniden ekleyin.', 'Not sent: the file is no longer there; attach it again.'],
  'failed.uploadFailed': ['Gönderilmedi: dosya yüklenemedi, yeniden ekleyin.', 'Not sent: the file could not be uploaded; attach it again.'],
  'failed.uploadLost': ['Gönderilmedi: sayfa yenilenince dosyanın yüklenmesi yarım kaldı, yeniden ekleyin.', 'Not sent: the reload interrupted the upload; attach the file again.'],
} as const;
