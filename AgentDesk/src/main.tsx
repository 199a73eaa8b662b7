import { render } from 'preact';
import { App } from './app/App';
import { watchNetwork } from './hub/networkHints';
import { language } from './i18n/language';
import './styles/tokens.css';
import './styles/base.css';
import './styles/overlay.css';
import './styles/account.css';
import './styles/shell.css';
import './styles/lists.css';
import './styles/conversation.css';
import './styles/timeline.css';
import './styles/citizen.css';
import './styles/calls.css';
import './styles/admin.css';

document.documentElement.lang = language.value;
watchNetwork();
render(<App />, document.getElementById('app')!);
