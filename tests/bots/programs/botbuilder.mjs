// A bot made with the Bot Framework SDK. What it does is what the citizen writes first: "echo", "card", "handoff"...
import {
  ActionTypes, ActivityHandler, CardFactory, CloudAdapter, ConfigurationBotFrameworkAuthentication, EventFactory, MessageFactory, TurnContext,
} from 'botbuilder';
import { serve, through } from './server.mjs';

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(process.env));
/** What the hub refused, by what it said: a bot learns of it as of any error. */
const refused = [];
adapter.onTurnError = async (context, error) => { refused.push(`${error.statusCode} ${context.activity.text ?? context.activity.name}`); };

/** What came to the bot itself: its library let it pass. */
const heard = [];

const references = new Map();
const updated = new Map();

const weather = CardFactory.heroCard('Hava durumu', 'Bugün **güneşli**, 24 derece.', ['https://pictures.example/sun.png', 'https://elsewhere.example/x.png'], [
  { type: ActionTypes.ImBack, title: 'Yarın', value: 'yarın nasıl' },
  { type: ActionTypes.PostBack, title: 'Haftalık', value: { days: 7 } },
  { type: ActionTypes.MessageBack, title: 'Ayrıntı', displayText: 'Ayrıntıyı göster', text: 'detail', value: { more: true } },
  { type: ActionTypes.OpenUrl, title: 'Harita', value: 'https://harita.example/mersin' },
  { type: ActionTypes.OpenUrl, title: 'Kötü', value: 'javascript:alert(1)' },
]);

const form = CardFactory.adaptiveCard({
  type: 'AdaptiveCard', version: '1.4', fallbackText: 'Başvuru',
  body: [
    { type: 'TextBlock', text: 'Başvuru 4711', weight: 'Bolder', size: 'Large' },
    { type: 'FactSet', facts: [{ title: 'Durum', value: 'İnceleniyor' }, { title: 'Birim', value: 'Fen İşleri' }] },
    { type: 'Input.Text', id: 'note' },
  ],
  actions: [{ type: 'Action.Submit', title: 'Onayla', data: { approve: 4711 } }, { type: 'Action.OpenUrl', title: 'Aç', url: 'https://basvuru.example/4711' }],
});

/** An application with a field of every kind. */
const application = CardFactory.adaptiveCard({
  type: 'AdaptiveCard', version: '1.5',
  body: [
    { type: 'TextBlock', text: 'Çukur bildirimi', weight: 'Bolder', size: 'Large' },
    { type: 'TextBlock', text: 'Ekiplerimiz iki iş günü içinde bakar.' },
    { type: 'Input.Text', id: 'street', label: 'Cadde ya da sokak', isRequired: true, errorMessage: 'Sokağı yazın', placeholder: 'Atatürk Caddesi' },
    { type: 'Input.ChoiceSet', id: 'depth', label: 'Derinliği', choices: [{ title: 'Sığ', value: 'shallow' }, { title: 'Derin', value: 'deep' }] },
    { type: 'Input.Number', id: 'many', label: 'Kaç çukur', min: 1, max: 20 },
    { type: 'Input.Date', id: 'since', label: 'Ne zamandır' },
    { type: 'Input.Toggle', id: 'danger', title: 'Trafik için tehlikeli' },
  ],
  actions: [{ type: 'Action.Submit', title: 'Bildir', data: { form: 'pothole' } }, { type: 'Action.Submit', title: 'Vazgeç', data: { form: 'none' }, associatedInputs: 'none' }],
});

/** A picture of one pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

const deeds = {
  async apply(context) { await context.sendActivity({ attachments: [application] }); },
  async carousel(context) {
    await context.sendActivity(MessageFactory.carousel([
      CardFactory.heroCard('Kültür merkezi', 'Bu hafta üç konser var.', [], ['Program']), CardFactory.thumbnailCard('Kent müzesi', 'Pazartesi kapalı.', [], ['Saatler']),
    ], 'Nereye gitmek istersiniz?'));
  },
  async files(context) {
    const client = context.turnState.get(adapter.ConnectorClientKey);
    const { serviceUrl, conversation } = context.activity;
    const { id } = await client.conversations.uploadAttachment(conversation.id, { name: 'makbuz.txt', type: 'text/plain', originalBase64: Buffer.from('Ödendi\n') });
    await context.sendActivity({
      text: 'Belgeleriniz', attachments: [
        { name: 'kroki.png', contentType: 'image/png', contentUrl: `data:image/png;base64,${pixel}` },
        { name: 'makbuz.txt', contentType: 'text/plain', contentUrl: `${serviceUrl}v3/attachments/${id}/views/original` },
      ],
    });
  },
  async card(context) { await context.sendActivity({ attachments: [weather] }); },
  async form(context) { await context.sendActivity({ attachments: [form] }); },
  async choices(context) { await context.sendActivity(MessageFactory.suggestedActions(['Su', 'Yol'], 'Hangi konuda?')); },
  async typing(context) {
    await context.sendActivity({ type: 'typing' });
    await through('typing');
    await context.sendActivity('Yazdım');
  },
  async twice(context) { await context.sendActivity('İki kere'); await context.sendActivity('İki kere'); },
  async update(context) {
    const { id } = await context.sendActivity('Taslak');
    updated.set(context.activity.conversation.id, id);
    await context.updateActivity({ ...MessageFactory.text('Son hali'), id });
  },
  async delete(context) {
    const { id } = await context.sendActivity('Yanlışlıkla');
    await context.deleteActivity(id);
    await context.sendActivity('Sildim');
  },
  async handoff(context, [, department]) {
    await context.sendActivity('Bir temsilciye aktarıyorum.');
    await context.sendActivity(EventFactory.createHandoffInitiation(context, { department, message: 'Fatura itirazı' }));
  },
  async late(context) {
    await through('late');
    await context.sendActivity('Geç kalan yanıt');
  },
  async stream(context) {
    // In channelData, as bots for Teams do: this SDK keeps nothing of an entity that it does not know.
    const part = (streamType, streamSequence, streamId) => ({ channelData: { streamType, streamSequence, ...(streamId ? { streamId } : {}) } });
    const { id } = await context.sendActivity({ type: 'typing', text: 'Arıyorum…', ...part('informative', 1) });
    await context.sendActivity({ type: 'typing', text: 'Su', ...part('streaming', 2, id) });
    await through('stream');
    await context.sendActivity({ type: 'typing', text: 'Su kesintisi', ...part('streaming', 3, id) });
    await context.sendActivity({ type: 'message', text: 'Su kesintisi 17.00’de bitecek.', ...part('final', 4, id) });
  },
  async members(context) {
    const client = context.turnState.get(adapter.ConnectorClientKey);
    const cid = context.activity.conversation.id;
    const all = await client.conversations.getConversationMembers(cid);
    const paged = await client.conversations.getConversationPagedMembers(cid);
    const one = await client.conversations.getConversationMember(cid, context.activity.from.id);
    await context.sendActivity([all.length, paged.members.length, one.name].join(' '));
  },
  async hold(context) { await through('hold'); await context.sendActivity('Tutulan yanıt'); },
  async answered(context) { await context.sendActivity('İlk yanıt'); await through('answered'); },
  async hang() { await new Promise(() => {}); },
  async die() { process.exit(3); },
  async end(context) { await context.sendActivity('Hoşça kalın'); await context.sendActivity({ type: 'endOfConversation', code: 'completedSuccessfully' }); },
  async refused(context) { await context.sendActivity(`refused ${refused.join(',')}`); },
};

const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  heard.push(context.activity.text);
  references.set(context.activity.conversation.id, TurnContext.getConversationReference(context.activity));
  const words = (context.activity.text ?? '').split(' ');
  const deed = deeds[words[0]];
  const [file] = context.activity.attachments ?? [];
  if (deed) await deed(context, words);
  else if (file?.contentUrl) await context.sendActivity(`Aldım: ${file.name}, ${(await (await fetch(file.contentUrl)).arrayBuffer()).byteLength} bayt`);
  else if (context.activity.value !== undefined) await context.sendActivity(`value ${JSON.stringify(context.activity.value)} text ${context.activity.text ?? 'none'}`);
  else await context.sendActivity(`Yankı: ${context.activity.text}`);
  await next();
});
bot.onMembersAdded(async (context, next) => {
  for (const member of context.activity.membersAdded) {
    if (member.id !== context.activity.recipient.id) await context.sendActivity('Hoş geldiniz');
  }
  await next();
});

serve({
  refused,
  heard,
  process: (req, res) => adapter.process(req, res, (context) => bot.run(context)),
  async proactive(conversationId, { text }) {
    const reference = references.get(conversationId);
    try {
      await adapter.continueConversationAsync(process.env.MicrosoftAppId ?? '', reference, async (context) => { await context.sendActivity(text); });
      return { refused };
    } catch (error) {
      return { error: String(error), refused };
    }
  },
});
