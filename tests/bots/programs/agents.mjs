// A bot made with the Microsoft 365 Agents SDK.
import { ActivityHandler, CardFactory, CloudAdapter, MessageFactory } from '@microsoft/agents-hosting';
import { serve } from './server.mjs';

const adapter = new CloudAdapter();
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  const text = context.activity.text ?? '';
  if (text === 'choices') await context.sendActivity(MessageFactory.suggestedActions(['Su', 'Yol'], 'Hangi konuda?'));
  else if (text === 'card') await context.sendActivity({ type: 'message', attachments: [CardFactory.heroCard('Başlık', [], ['Seç'])] });
  else if (text === 'stream') {
    context.streamingResponse.queueInformativeUpdate('Arıyorum…');
    context.streamingResponse.queueTextChunk('Su kesintisi ');
    context.streamingResponse.queueTextChunk('bitti.');
    await context.streamingResponse.endStream();
  } else await context.sendActivity(`Yankı: ${text}`);
  await next();
});

serve({
  process: async (req, res) => {
    req.user ??= { name: 'anonymous' };
    await adapter.process(req, res, async (context) => { await bot.run(context); });
  },
  proactive: () => ({}),
});
