using ContactHub.Audit;
using ContactHub.Citizens;
using ContactHub.Conversations;

namespace ContactHub.Intake;

public sealed class IntakeGrainTests : HubFacts
{
    private const string Phone = "+905321234567";
    private const string Mail = "ayse@ornek.tr";
    private static readonly EmailAddress Desk = new("cozum@belediye.tr");

    [Fact]
    public async Task A_call_a_mail_and_a_chat_of_one_verified_citizen_at_once_make_one_conversation()
    {
        for (var round = 0; round < 10; round++)
        {
            var citizen = $"k-{round}";
            var (phone, mail) = ($"+90532123456{round}", $"ayse{round}@ornek.tr");
            await Knows(citizen, "phone", phone);
            await Knows(citizen, "email", mail);

            var call = Receive(Ring($"call-{round}", phone));
            var letter = Receive(Letter($"mail-{round}@x", mail, verified: true));
            var chat = Chat(citizen, $"chat-{round}");
            await Task.WhenAll(call, letter, chat);

            Assert.Equal([await chat, await chat], [(await call).ConversationId, (await letter).ConversationId]);
            var kinds = (await Hub.Timeline(await chat)).Select(e => EventCodec.KindOf(e.Event)).ToList();
            Assert.Single(kinds, "conversationOpened");
            Assert.Superset(new HashSet<string> { "callRang", "emailReceived", "messagePosted" }, kinds.ToHashSet());
        }
    }

    [Fact]
    public async Task A_call_is_one_conversation_s_from_ringing_to_recording_even_when_that_is_resolved_meanwhile()
    {
        var rang = await Receive(Ring("call-1", Phone));
        await Receive(Call("call-1", "ended", new CallEnded("call-1", CallDirection.In, CallOutcome.Answered, 40)));
        Assert.Equal(Owner.None, (await Hub.Conversation(rang.ConversationId).Summary())!.Owner);

        var recorded = await Receive(Call("call-1", "recorded", new CallRecorded("call-1", null, "kayit.wav")));

        Assert.Equal(rang.ConversationId, recorded.ConversationId);
        Assert.Equal(Owner.None, (await Hub.Conversation(rang.ConversationId).Summary())!.Owner);
        Assert.NotEqual(rang.ConversationId, (await Receive(Ring("call-2", Phone))).ConversationId);
    }

    [Fact]
    public async Task What_is_told_again_is_recorded_once_after_a_crash_and_in_another_conversation_too()
    {
        var first = await Receive(Letter("m-1@x", Mail, verified: true));
        await Hub.Do(new ResolveConversation(Actor.Hub, "done"), first.ConversationId);
        await CrashAndRestart();
        await Receive(Letter("m-2@x", Mail, verified: true));

        Assert.Equal(first, await Receive(Letter("m-1@x", Mail, verified: true)));
    }

    [Fact]
    public async Task A_missed_call_waits_in_the_queue_to_be_called_back()
    {
        var call = await Receive(Ring("call-1", Phone));
        await Receive(Call("call-1", "ended", new CallEnded("call-1", CallDirection.In, CallOutcome.Abandoned)));
        var summary = (await Hub.Conversation(call.ConversationId).Summary())!;
        Assert.Equal((Owner.Queue, 1, true), (summary.Owner, summary.Unread, summary.WaitingSince is not null));
    }

    [Fact]
    public async Task A_claimed_sender_joins_nobody_and_is_suggested_to_staff()
    {
        await Knows("k-1", "email", Mail);
        var chat = await Chat("k-1", "chat-1");

        var claimed = await Receive(Letter("m-1@x", Mail, verified: false));

        Assert.NotEqual(chat, claimed.ConversationId);
        Assert.Equal("k-1", Assert.Single(await Hub.Service<CitizenFamilies>().Suggestions(claimed.CitizenId)).CitizenId);
        await Hub.Service<CitizenFamilies>().Dismiss("k-1", claimed.CitizenId, new AuditEntry("a", "A", "suggestion.dismissed", null, null));
        Assert.Empty(await Hub.Service<CitizenFamilies>().Suggestions(claimed.CitizenId));
    }

    [Fact]
    public async Task A_signed_thread_takes_in_a_stranger_s_mail_and_says_so()
    {
        var chat = await Receive(Letter("m-1@x", Mail, verified: true));
        var reply = await Receive(Letter("m-2@x", "baskasi@ornek.tr", verified: false) with { ConversationId = chat.ConversationId });

        Assert.Equal(chat.ConversationId, reply.ConversationId);
        var flags = (await Hub.Timeline(chat.ConversationId)).Select(e => e.Event).OfType<EmailReceived>().Select(mail => mail.Flags?.Stranger ?? false);
        Assert.Equal([false, true], flags);
        Assert.Equal(chat.CitizenId, (await Hub.Conversation(chat.ConversationId).Summary())!.CitizenId);
    }

    [Fact]
    public async Task Who_answers_from_the_mailbox_that_was_claimed_proves_it()
    {
        var first = await Receive(Letter("m-1@x", Mail, verified: false));
        await Hub.Do(new ResolveConversation(Actor.Hub, "done"), first.ConversationId);
        var reply = await Receive(Letter("m-2@x", Mail, verified: true) with { ConversationId = first.ConversationId });

        Assert.Equal((first.ConversationId, first.CitizenId), (reply.ConversationId, reply.CitizenId));
        Assert.Equal(first.CitizenId, await Hub.Service<CitizenStore>().FindByVerified("email", Mail));
        Assert.Equal(Owner.Queue, (await Hub.Conversation(first.ConversationId).Summary())!.Owner);
    }

    [Fact]
    public async Task Merged_citizens_have_one_open_conversation_and_split_ones_their_own()
    {
        await Knows("k-1", "phone", Phone);
        await Knows("k-2", "email", Mail);
        var families = Hub.Service<CitizenFamilies>();
        var entry = new AuditEntry("a", "A", "citizens.merged", null, null);
        var call = await Receive(Ring("call-1", Phone));
        Assert.True(await families.Merge("k-1", "k-2", entry));
        Assert.False(await families.Merge("k-2", "k-1", entry));

        Assert.Equal(call.ConversationId, (await Receive(Letter("m-1@x", Mail, verified: true))).ConversationId);
        Assert.Equal(2, (await Hub.Grains.GetGrain<ICitizenGrain>("k-2").Profile())!.Identities.Length);

        Assert.True(await families.Split("k-1", entry));
        Assert.NotEqual(call.ConversationId, (await Receive(Letter("m-2@x", Mail, verified: true))).ConversationId);
    }

    [Fact]
    public async Task What_comes_for_a_merged_conversation_is_recorded_in_its_target()
    {
        var call = await Receive(Ring("call-1", Phone));
        var mail = await Receive(Letter("m-1@x", Mail, verified: true));
        await Hub.Grains.GetGrain<IMergesGrain>(IMergesGrain.Key).Merge(new Actor(ActorKind.Agent, "a", "A"), "merge-1", call.ConversationId, mail.ConversationId, force: false);

        var ended = await Receive(Call("call-1", "ended", new CallEnded("call-1", CallDirection.In, CallOutcome.Answered, 40)));

        Assert.Equal((mail.ConversationId, CommandError.None), (ended.ConversationId, ended.Result.Error));
        Assert.Equal(mail.ConversationId, await Grain(Ring("call-1", Phone)).ConversationOf(Channels.Phone, "call-1"));
    }

    private Task<ContactReceipt> Receive(Contact contact) => Grain(contact).Receive(contact);

    private IIntakeGrain Grain(Contact contact) => Hub.Grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(contact.Channel, contact.SourceId));

    private async Task Knows(string citizen, string kind, string value) =>
        Assert.Equal(IdentityResult.Added, await Hub.Grains.GetGrain<ICitizenGrain>(citizen).AddIdentity(new CitizenIdentity(kind, value, true), null));

    private async Task<string> Chat(string citizen, string proposed)
    {
        var id = await Hub.Grains.GetGrain<ICitizenGrain>(citizen).OpenConversation(proposed);
        Assert.True((await Hub.Do(new PostMessage(new Actor(ActorKind.Citizen, citizen), "first-message", Channels.Chat, "Merhaba", null, new Opening(citizen, "tr", Verified: true)), id)).Succeeded);
        return id;
    }

    private static Contact Ring(string call, string from) => Call(call, "rang", new CallRang(call, CallDirection.In, from)) with { Identity = new CitizenIdentity("phone", from, true) };

    private static Contact Call(string call, string what, ConversationEvent e) => new(Channels.Phone, call, SourceKeys.Command(Channels.Phone, call, what), e, null);

    private static Contact Letter(string id, string from, bool verified) => new(
        Channels.Email, id, SourceKeys.Command(Channels.Email, id, "received"), new EmailReceived(id, new EmailAddress(from), [Desk], "Çöp", "Alınmadı"),
        new CitizenIdentity("email", from, verified));
}
