using ContactHub.Citizens;
using ContactHub.Conversations;

namespace ContactHub.Intake;

public sealed class WrittenMessageTests : HubFacts
{
    private static readonly Actor Deniz = new(ActorKind.Agent, "a-deniz", "Deniz");

    [Fact]
    public async Task A_messengers_message_opens_a_conversation_and_the_bot_answers_where_it_came_from()
    {
        var receipt = await Receive(Message("m-1", "Merhaba"));

        Assert.True(receipt.Result.Succeeded);
        await Hub.Until(async () => (await Hub.Timeline(receipt.ConversationId)).Any(entry => entry.By.Kind == ActorKind.Bot), "an answer of the bot");
        var answer = (await Hub.Timeline(receipt.ConversationId)).First(entry => entry.By.Kind == ActorKind.Bot && entry.Event is MessagePosted);
        Assert.Equal((Channels.Telegram, "place-1"), (answer.Channel, ((MessagePosted)answer.Event).Via));
    }

    [Fact]
    public async Task The_same_message_again_is_one_even_after_its_conversation_was_resolved()
    {
        var first = await Receive(Message("m-1", "Merhaba"));
        await Hub.Do(new ResolveConversation(Actor.Hub, "done"), first.ConversationId);
        var later = await Receive(Message("m-2", "Bir şey daha"));
        Assert.NotEqual(first.ConversationId, later.ConversationId);
        await CrashAndRestart();

        Assert.Equal(first, await Receive(Message("m-1", "Merhaba")));
    }

    [Fact]
    public async Task A_conversation_that_is_named_goes_on_after_it_was_resolved()
    {
        var first = await Receive(Message("m-1", "Merhaba"));
        await Hub.Do(new ResolveConversation(Actor.Hub, "done"), first.ConversationId);

        var later = await Receive(Message("m-2", "Teşekkürler") with { ConversationId = first.ConversationId });

        Assert.Equal(first.ConversationId, later.ConversationId);
    }

    [Fact]
    public async Task Who_writes_from_a_merged_conversation_is_a_guest_in_the_other()
    {
        await Hub.Do(new PostMessage(new Actor(ActorKind.Citizen, "v-1"), "chat-1", Channels.Chat, "Merhaba", Opening: new Opening("v-1", "tr")), "c-chat");
        var first = await Receive(Message("m-1", "Merhaba"));
        Assert.True((await Hub.Grains.GetGrain<IMergesGrain>(IMergesGrain.Key).Merge(Deniz, "merge-1", first.ConversationId, "c-chat", force: false)).Succeeded);

        var later = await Receive(Message("m-2", "Ben geldim") with { ConversationId = first.ConversationId });

        Assert.Equal("c-chat", later.ConversationId);
        var said = (await Hub.Timeline("c-chat"))[(int)later.Result.Seq - 1];
        Assert.Equal((first.CitizenId, "place-1"), (said.Event.Guest, ((MessagePosted)said.Event).Via));
    }

    [Fact]
    public async Task A_delivery_is_reported_where_the_message_stands_even_when_that_conversation_was_merged()
    {
        await Hub.Do(new PostMessage(new Actor(ActorKind.Citizen, "v-1"), "chat-1", Channels.Chat, "Merhaba", Opening: new Opening("v-1", "tr")), "c-chat");
        var first = await Receive(Message("m-1", "Merhaba"));
        await Hub.Grains.GetGrain<IMergesGrain>(IMergesGrain.Key).Merge(Deniz, "merge-1", first.ConversationId, "c-chat", force: false);

        var report = new RecordContact(Actor.Hub, "failed:1", Channels.Telegram, new DeliveryReported(2, DeliveryStatus.Failed, "403"));
        var reported = await Hub.Do(report, first.ConversationId);

        Assert.Equal(reported, await Hub.Do(report, first.ConversationId));
        Assert.Single(await Hub.Timeline(first.ConversationId), entry => entry.Event is DeliveryReported);
        Assert.Equal(CommandError.Invalid, (await Hub.Do(report with { CommandId = "failed:2", Event = new DeliveryReported(999, DeliveryStatus.Failed) }, first.ConversationId)).Error);
        Assert.Equal(CommandError.Forbidden, (await Hub.Do(report with { CommandId = "failed:3", By = Deniz }, first.ConversationId)).Error);
    }

    private Task<ContactReceipt> Receive(Contact contact) => Hub.Grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(contact.Channel, contact.SourceId)).Receive(contact);

    private static Contact Message(string id, string text) => new(
        Channels.Telegram, id, SourceKeys.Command(Channels.Telegram, id, "said"), new MessagePosted(text, Via: "place-1"), new CitizenIdentity("external", "telegram:42", true), "Ayşe");
}
