import { t, type TextKey } from '../i18n/translate';
import { Dialog } from '../ui/Dialog';
import { setShortcuts, shortcutsOn } from './setting';
import { AFTER_G, KEYS, type Command } from './shortcuts';

const rows: readonly [readonly string[], Command][] = [
  ...Object.entries(KEYS).map(([key, command]): [string[], Command] => [[key.length === 1 ? key.toUpperCase() : key], command]),
  ...Object.entries(AFTER_G).map(([key, command]): [string[], Command] => [['G', key.toUpperCase()], command]),
  [['Ctrl', 'K'], 'palette'],
];

/** The shortcuts, and the switch that turns them off. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('help.title')} onClose={onClose} wide>
      <label class="check"><input type="checkbox" checked={shortcutsOn.value} onChange={(event) => setShortcuts(event.currentTarget.checked)} />{t('help.on')}</label>
      <div class="keys">
        {rows.map(([keys, command]) => (
          <div key={keys.join()}><span>{t(`command.${command}` as TextKey)}</span><span>{keys.map((key) => <kbd key={key}>{key === 'Escape' ? 'Esc' : key}</kbd>)}</span></div>
        ))}
        <div><span>{t('help.send')}</span><kbd>Enter</kbd></div>
        <div><span>{t('help.newLine')}</span><span><kbd>Shift</kbd><kbd>Enter</kbd></span></div>
      </div>
    </Dialog>
  );
}
