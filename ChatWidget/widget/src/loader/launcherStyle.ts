/** Styles of the launcher and the frame; adopted, not inline, so that a site's content security policy needs no exception for them. */
const css = `
:host{all:initial;position:fixed;z-index:2147483000;inset-block-end:0;inset-inline-end:0;font:600 16px/1.2 system-ui,"Segoe UI",Roboto,sans-serif}
button{all:unset;box-sizing:border-box;position:fixed;inset-block-end:max(20px,env(safe-area-inset-bottom));inset-inline-end:20px;display:flex;align-items:center;gap:10px;
height:60px;min-width:60px;padding:0 18px;border-radius:30px;color:#fff;background:var(--brand,#0f766e);cursor:pointer;
box-shadow:0 1px 2px rgb(8 32 46/.2),0 10px 28px rgb(8 32 46/.28);transition:transform .18s ease,box-shadow .18s ease}
button:hover{transform:translateY(-2px);box-shadow:0 2px 4px rgb(8 32 46/.2),0 16px 36px rgb(8 32 46/.32)}
button:focus-visible{outline:3px solid #fff;outline-offset:2px;box-shadow:0 0 0 8px #08202e}
svg{width:26px;height:26px;flex:none}
b{position:absolute;inset-block-start:-5px;inset-inline-end:-3px;box-sizing:border-box;min-width:24px;padding:0 7px;border-radius:12px;border:2px solid #fff;
background:#b42318;color:#fff;font:700 12px/20px system-ui,sans-serif;text-align:center}
iframe{position:fixed;inset-block-end:max(20px,env(safe-area-inset-bottom));inset-inline-end:20px;width:400px;max-width:calc(100vw - 40px);height:min(690px,calc(100vh - 40px));
border:0;border-radius:20px;background:#fff;color-scheme:normal;box-shadow:0 2px 6px rgb(8 32 46/.12),0 24px 64px rgb(8 32 46/.3);animation:in .2s ease}
[hidden]{display:none!important}
@keyframes in{from{opacity:0;transform:translateY(12px)}}
@media(max-width:600px){button{padding:0;width:60px;justify-content:center}span{display:none}}
@media(max-width:600px),(max-height:480px){iframe{inset:0;width:100%;max-width:none;height:100%;height:100dvh;border-radius:0;animation:none}}
@media(prefers-color-scheme:dark){iframe{background:#0d1b24}}
@media(prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media(forced-colors:active){button{border:2px solid ButtonText}}
@media print{:host{display:none}}`;

export function addStyle(root: ShadowRoot): void {
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } else {
    // Browsers before 2023.
    const style = document.createElement('style');
    style.textContent = css;
    (root as ShadowRoot).append(style);
  }
}
