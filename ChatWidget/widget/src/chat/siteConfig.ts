import { json } from '@contacthub/client';
import type { UploadLimits } from '@contacthub/client/files';
import { isLanguage, type Language } from '../bridge.ts';

/** A text in the languages that the site has it in; Turkish is what is left when one is missing. */
export type LocalText = Readonly<Partial<Record<Language, string>>>;

/** What the hub says about a site; needs no token and is kept by the browser's cache only. */
export interface SiteConfig {
  readonly site: string;
  readonly title: LocalText;
  readonly greeting: LocalText;
  /** `#rrggbb`. */
  readonly color: string;
  /** Whether people answer at this hour. */
  readonly open: boolean;
  /** Today's opening hours as text; empty when not told. */
  readonly hours: string;
  /** The privacy notice; empty when there is none. */
  readonly privacyUrl: string;
  readonly languages: readonly Language[];
  /** What files citizens may send; null: none. */
  readonly uploads: UploadLimits | null;
}

/** Throws ShapeError. */
export function parseSiteConfig(value: unknown): SiteConfig {
  const config = json.object(value, 'config');
  const languages = json.list(config, 'languages', item => item).filter(isLanguage);
  return {
    site: json.text(config, 'site'),
    title: parseLocalText(config['title']),
    greeting: parseLocalText(config['greeting']),
    color: /^#[0-9a-f]{6}$/i.exec(json.textOrNull(config, 'color') ?? '')?.[0] ?? '#0f766e',
    open: json.flag(config, 'open'),
    hours: json.textOrNull(config, 'hours') ?? '',
    privacyUrl: webAddress(json.textOrNull(config, 'privacyUrl')),
    languages: languages.length > 0 ? languages : ['tr'],
    uploads: (config['uploads'] ?? null) as UploadLimits | null,
  };
}

export function inLanguage(text: LocalText, language: Language): string | undefined {
  return text[language] ?? text.en ?? text.tr;
}

function parseLocalText(value: unknown): LocalText {
  const texts = json.isObject(value) ? value : {};
  return Object.fromEntries(Object.entries(texts).filter(([language, text]) => isLanguage(language) && typeof text === 'string' && text !== ''));
}

/** A link that may be shown: a web address, or a path at the hub. */
function webAddress(value: string | null): string {
  return value !== null && /^(https?:\/\/|\/(?!\/))/i.test(value) ? value : '';
}
