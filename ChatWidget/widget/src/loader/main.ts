import { isLanguage } from '../bridge.ts';
import { Widget } from './widget.ts';

declare global {
  interface Window {
    ContactHub?: Widget | unknown[];
  }
}

/** Starts from the script's own tag: `data-site`, and optionally `data-language` and `data-color`. */
function start(script: HTMLScriptElement): void {
  const before = window.ContactHub;
  if (before instanceof Widget) return;
  const { site = '', language, color } = script.dataset;
  const widget = new Widget({ base: new URL('.', script.src), site, language: isLanguage(language) ? language : null, color });
  window.ContactHub = widget;
  if (Array.isArray(before)) widget.push(...before);
  widget.announce();
}

const script = document.currentScript;
if (script instanceof HTMLScriptElement) {
  if (document.body) start(script);
  else addEventListener('DOMContentLoaded', () => start(script));
}
