using System.Text.Json.Nodes;
using ContactHub.Conversations;
using ContactHub.FaqBot;
using ContactHub.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactHub.Bots;

/// <summary>
/// Tells the bot of one conversation what happens in it: one activity after the other, each under the id of its event, so that one that is sent again is
/// the same one. It reads the log, and the conversation keeps how far it came; a bot that is silent for too long loses the turn to people. It runs where
/// the conversation does, as the FAQ bot's.
/// </summary>
[StatelessWorker(1)]
public sealed class BotGrain(
    BotRegistry bots, BotSender sender, BotLinks links, BotFileLinks files, BotConversations acts, IEventLog log, TimeProvider clock, IHostApplicationLifetime process, ILogger<BotGrain> logger) : Grain, IBotGrain
{
    private const int Page = 200;
    private const int Attempts = 3;

    /// <summary>However much a bot types, a citizen waits no longer than this many times its time.</summary>
    private const int MostPatience = 6;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan TypingGap = TimeSpan.FromSeconds(3);

    private CancellationTokenSource? _patience;
    private TimeSpan _turnTime;
    private long _told;
    private bool _isFresh = true;
    private DateTimeOffset _typedAt;

    private string Id => this.GetPrimaryKeyString();

    private IConversationGrain Conversation => GrainFactory.GetGrain<IConversationGrain>(Id);

    /// <summary>Orleans holds a lock of the starting grain until it first waits, and the conversation that it calls may be starting too.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) => await Task.Yield();

    public async Task Tell(BotNews news)
    {
        if (bots.Find(news.BotId) is not { } bot || news.UpTo <= _told) return;
        _turnTime = bot.TurnTime;
        var activities = new BotActivities(bot, bots.ServiceUrl(bot), Id, news.Citizen, news.Language);
        var after = Math.Max(_told, news.ToldSeq);
        while (after < news.UpTo && await log.Read(Id, after, Page, process.ApplicationStopping) is { Count: > 0 } page)
        {
            foreach (var stored in page)
            {
                after = stored.Seq;
                if (after > news.UpTo) break;
                await Tell(bot, activities, news, EventCodec.FromStored(stored));
                _told = after;
            }
        }

        await Conversation.Execute(new MarkTold(BotRegistry.ActorOf(bot), $"told:{news.UpTo}", news.UpTo));
    }

    public Task Heard()
    {
        _patience?.CancelAfter(_turnTime);
        return Task.CompletedTask;
    }

    public async Task Typing(BotNews news)
    {
        var now = clock.GetUtcNow();
        if (bots.Find(news.BotId) is not { } bot || now - _typedAt < TypingGap) return;
        _typedAt = now;
        var activities = new BotActivities(bot, bots.ServiceUrl(bot), Id, news.Citizen, news.Language);
        // Beside the activity that is under way, whose patience is its own.
        using var patience = new CancellationTokenSource(bot.TurnTime, clock);
        try
        {
            await sender.Send(bot, activities.Typing(now), patience.Token);
        }
        catch (OperationCanceledException)
        {
            BotLog.NotTold(logger, Id, bot.Id, 0);
        }
    }

    public Task RefuseHandoff(BotNews news)
    {
        if (bots.Find(news.BotId) is not { } bot) return Task.CompletedTask;
        var activities = new BotActivities(bot, bots.ServiceUrl(bot), Id, news.Citizen, news.Language);
        return Once(bot, activities.HandoffStatus(ActivityIds.Unstored(), clock.GetUtcNow(), "failed", "closed"));
    }

    private async Task Tell(BotOptions bot, BotActivities activities, BotNews news, TimelineEntry entry)
    {
        switch (entry.Event)
        {
            case ConversationOpened opened:
                await Once(bot, activities.Begun(entry, opened));
                break;
            case MessagePosted message when entry.By.Kind == ActorKind.Citizen && news.BotSince > 0 && entry.Seq >= news.BotSince:
                // A person may have taken over while the bot was busy with the message before.
                if (await Conversation.Summary() is not { Owner: Owner.Bot }) break;
                var said = activities.Said(entry, message, await Chosen(entry.Seq, message.OptionId), await files.Of(Id, entry.Seq, message.Attachments, process.ApplicationStopping));
                if (!await Deliver(bot, said, entry.Seq)) await GiveUp(bot, news, entry.Seq);
                break;
            case AgentAssigned:
                await Once(bot, activities.HandoffStatus(ActivityIds.Of(Id, entry.Seq), entry.At, "accepted"));
                break;
            case ConversationResolved when entry.By.Kind == ActorKind.Agent:
                await Once(bot, activities.HandoffStatus(ActivityIds.Of(Id, entry.Seq), entry.At, "completed"));
                break;
            case ConversationResolved when entry.By.Kind != ActorKind.Bot:
                await Once(bot, activities.Ended(entry));
                break;
        }
    }

    /// <summary>Something that nobody waits for an answer to.</summary>
    private async Task Once(BotOptions bot, JsonObject activity)
    {
        var reply = await Send(bot, activity);
        if (!reply.Accepted) BotLog.NotTold(logger, Id, bot.Id, reply.Status);
    }

    /// <summary>Sends what a citizen waits for an answer to; false when the bot did not take it and has not answered.</summary>
    private async Task<bool> Deliver(BotOptions bot, JsonObject activity, long seq)
    {
        var pause = FirstPause;
        // A process that ended had perhaps brought it, and the bot's answer is there; who has not told anything yet can't know.
        var mayBeAnswered = _isFresh;
        _isFresh = false;
        if (mayBeAnswered && await HasAnswered(bot, seq)) return true;
        for (var attempt = 1; ; attempt++)
        {
            var reply = await Send(bot, activity);
            if (reply.Accepted)
            {
                await acts.Replies(bot, Id, ActivityIds.Of(Id, seq), reply.Body);
                return true;
            }

            BotLog.NotTold(logger, Id, bot.Id, reply.Status);
            // It may have answered before it failed; sent again, it would answer again.
            if (await HasAnswered(bot, seq)) return true;
            if (!reply.Passing || attempt == Attempts) return false;
            await Task.Delay(pause, clock, process.ApplicationStopping);
            pause *= 3;
        }
    }

    /// <summary>Waits as long as the bot shows that it is alive.</summary>
    private async Task<BotReply> Send(BotOptions bot, JsonObject activity)
    {
        using var patience = new CancellationTokenSource(bot.TurnTime, clock);
        using var most = new CancellationTokenSource(bot.TurnTime * MostPatience, clock);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, most.Token, process.ApplicationStopping);
        _patience = patience;
        try
        {
            return await links.Report(bot, await sender.Send(bot, activity, any.Token), process.ApplicationStopping);
        }
        catch (OperationCanceledException) when (!process.ApplicationStopping.IsCancellationRequested)
        {
            return await links.Report(bot, BotReply.Silent, process.ApplicationStopping);
        }
        finally
        {
            _patience = null;
        }
    }

    /// <summary>Whether the bot answered this or what came after it, or the conversation went to somebody else.</summary>
    private async Task<bool> HasAnswered(BotOptions bot, long seq)
    {
        var since = await log.Read(Id, seq, Page, process.ApplicationStopping);
        return since.Select(EventCodec.FromStored).Any(entry => entry.Event is HandoffRequested or QueueEntered or AgentAssigned or ConversationResolved or BotChanged
            || (entry is { Event: MessagePosted message, By.Kind: ActorKind.Bot } && message.ReplyToSeq >= seq && string.Equals(entry.By.Id, bot.Id, StringComparison.Ordinal)));
    }

    /// <summary>People take over, and the citizen is told.</summary>
    private async Task GiveUp(BotOptions bot, BotNews news, long seq)
    {
        var result = await Conversation.Execute(new PostBotTurn(
            BotRegistry.ActorOf(bot), $"bot-failed:{seq}", seq, [BotNotices.Silent(news.Language)], "botFailed", null, ""));
        BotLog.GaveUp(logger, Id, bot.Id, result.Error);
    }

    /// <summary>The button that a message came from; buttons of bots from outside have ids that are theirs alone.</summary>
    private async Task<MessageOption?> Chosen(long before, string? optionId)
    {
        if (optionId is null) return null;
        var said = await log.ReadBefore(Id, before, Page, process.ApplicationStopping);
        return said.Reverse().SelectMany(stored => BotButtons.Of(EventCodec.FromStored(stored).Event)).FirstOrDefault(option => string.Equals(option.Id, optionId, StringComparison.Ordinal));
    }
}
