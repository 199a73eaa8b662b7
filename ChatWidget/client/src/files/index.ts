export { HeldMessages, type HeldOptions } from './heldMessages.ts';
export { sendByXhr } from './sendByXhr.ts';
export { Upload, type FileLike, type SendFile, type UploadCode, type UploadedFile, type UploadStatus } from './upload.ts';
export { Uploads, type UploadLimits } from './uploads.ts';
