import { webStorage } from '@contacthub/client';
import { sendByXhr } from '@contacthub/client/files';
import { atHub } from './http.ts';
import { VisitorFiles, type VisitorFilesOptions } from './visitorFiles.ts';

/** Makes a visitor's files with what this browser offers. */
export const browserFiles = (own: VisitorFilesOptions): VisitorFiles => new VisitorFiles(
  own, webStorage(() => sessionStorage), sendByXhr(atHub('api/visitor/files'), () => ({ Authorization: `Bearer ${own.token() ?? ''}` })));
