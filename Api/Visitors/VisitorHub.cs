using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Realtime;
using ContactHub.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Visitors;

/// <summary>
/// The citizen's end (docs/protocol.md section 5). Who is it, may they, is it small enough; nothing else is decided here. Step 4 of
/// docs/message-path.md. The token binds a connection to one conversation, so no method takes a conversation id.
/// </summary>
[Authorize(Policy = VisitorAuthentication.Policy)]
public sealed class VisitorHub(
    IGrainFactory grains, ConversationCalls conversations, ConversationFeed feed, Sites sites, VisitorLimits limits, VisitorConnections connections, MessageFiles files,
    FileLinks links, TimeProvider clock, ILogger<TypingPace> typingLog) : Hub
{
    public override async Task OnConnectedAsync()
    {
        var visitor = Attach();
        if (!connections.TryAdd(visitor.Token.VisitorId))
        {
            await Clients.Caller.SendAsync("closing", "tooManyConnections");
            Context.Abort();
            return;
        }

        visitor.Counted = true;
        await base.OnConnectedAsync();
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        var visitor = Visitor;
        visitor.Typing.Dispose();
        if (visitor.Counted) connections.Remove(visitor.Token.VisitorId);
        if (visitor.Showing && await feed.Hide(visitor.ConversationId, Audience.Citizen, Context.ConnectionId))
            await visitor.Grain.Signal(new PresenceSignal(visitor.Actor, false));
    }

    public async Task<VisitorSnapshot> Join(long afterSeq)
    {
        var visitor = Visitor;
        AllowCall(visitor);
        // Every time: what failed half-way the last time is made whole by the client's next try.
        visitor.Showing = true;
        await feed.Show(visitor.ConversationId, Audience.Citizen, Context.ConnectionId, view: visitor.Token.View);
        var page = Theirs(visitor, await visitor.Grain.Join(Math.Max(0, afterSeq)));
        feed.Given(visitor.ConversationId, page.LastSeq);
        if (page.Summary is not null)
        {
            visitor.Opened = true;
            if (!page.CitizenOnline) await visitor.Grain.Signal(new PresenceSignal(visitor.Actor, true));
        }

        return VisitorSnapshot.From(page, visitor.Token);
    }

    public async Task<OlderEntries> Page(long beforeSeq, int limit)
    {
        var visitor = Visitor;
        AllowCall(visitor);
        var page = Theirs(visitor, await visitor.Grain.Page(beforeSeq, Math.Clamp(limit, 1, 100)));
        return new OlderEntries(WireEntry.ForCitizen(page.Entries, visitor.Token.View), page.LastSeq);
    }

    public async Task<WireReceipt> Send(VisitorMessage message)
    {
        var visitor = Visitor;
        Allow(visitor);
        ClientIds.Check(message.ClientId);
        if (message.OptionId?.Length > ConversationLimits.Value) throw HubErrors.Invalid("The option id is too long.");
        var opening = await IsGoingOn(visitor) ? null : await Open(visitor, message.Page);
        var post = await VisitorForms.Fill(visitor, message, new PostMessage(visitor.Actor, message.ClientId, Channels.Chat, message.Text ?? "", message.OptionId, opening));
        var receipt = Receipt(visitor, await files.Post(visitor.Grain, post, UploadOwners.Visitor(visitor.Token.VisitorId), message.Attachments));
        await Opened(visitor);
        return receipt;
    }

    /// <summary>Addresses of files that this visitor sees in the timeline; null for one that there is not.</summary>
    public async Task<VisitorLinks> Links(VisitorFile[] wanted)
    {
        var visitor = Visitor;
        AllowCall(visitor);
        if (wanted.Length > VisitorLinks.Most || Array.Exists(wanted, file => file?.Id is null)) throw HubErrors.Invalid($"At most {VisitorLinks.Most} files, each with seq and id.");
        var until = links.End(FileLinks.Life);
        var urls = new string?[wanted.Length];
        for (var i = 0; i < urls.Length; i++)
        {
            var (seq, id) = wanted[i];
            var page = Theirs(visitor, await visitor.Grain.Page(seq + 1, 1));
            if (page.Entries is [var entry] && entry.Seq == seq && !visitor.Token.View.Hides(entry) && EntryFiles.Named(entry.Event, id) is not null)
                urls[i] = links.Write(visitor.ConversationId, seq, id, until);
        }

        return new VisitorLinks(urls, until);
    }

    public async Task<WireReceipt> RequestPerson(VisitorCommand command)
    {
        var visitor = Visitor;
        Allow(visitor);
        ClientIds.Check(command.ClientId);
        var opening = await IsGoingOn(visitor) ? null : await Open(visitor, command.Page);
        var receipt = Receipt(visitor, await visitor.Grain.Execute(new RequestPerson(visitor.Actor, command.ClientId, "asked", null, opening)));
        await Opened(visitor);
        return receipt;
    }

    public Task<WireReceipt> RecordRequest(VisitorMessage message) => Run(message.ClientId, v => new RecordRequest(v.Actor, message.ClientId, message.Text ?? ""));

    public Task<WireReceipt> Rate(VisitorRating rating) => Run(rating.ClientId, v => new RateConversation(v.Actor, rating.ClientId, rating.Score, rating.Comment));

    public Task<WireReceipt> Leave(VisitorCommand command) => Run(command.ClientId, v => new ResolveConversation(v.Actor, command.ClientId, "citizenLeft"));

    public Task<WireReceipt> Identify(VisitorClaim claim) => Run(claim.ClientId, v =>
    {
        if (claim.Kind is not (Identities.Phone or Identities.Email or "name")) throw HubErrors.Invalid("The kind must be phone, email or name.");
        return new IdentifyCitizen(v.Actor, claim.ClientId, v.Token.CitizenId, claim.Kind, Claims.Normalise(claim.Kind, claim.Value), false);
    });

    public Task Read(long upTo)
    {
        var visitor = Visitor;
        AllowCall(visitor);
        return visitor.Opened ? visitor.Grain.Execute(new MarkRead(visitor.Actor, $"read:citizen:{upTo}", upTo)) : Task.CompletedTask;
    }

    public Task Typing(bool typing)
    {
        var visitor = Visitor;
        AllowCall(visitor);
        return visitor.Opened
            ? visitor.Typing.Says(visitor.ConversationId, typing, now => visitor.Grain.Signal(new TypingSignal(visitor.Actor, now)))
            : Task.CompletedTask;
    }

    private VisitorConnection Visitor => (VisitorConnection)Context.Items[typeof(VisitorConnection)]!;

    private VisitorConnection Attach()
    {
        var http = Context.GetHttpContext()!;
        var token = VisitorAuthentication.TokenOf(http);
        var visitor = new VisitorConnection(
            token, conversations.To(token.ConversationId), RateLimits.Address(http), new TypingPace(clock, typingLog));
        Context.Items[typeof(VisitorConnection)] = visitor;
        return visitor;
    }

    private async Task<WireReceipt> Run(string? clientId, Func<VisitorConnection, ConversationCommand> command)
    {
        var visitor = Visitor;
        Allow(visitor);
        ClientIds.Check(clientId);
        return Receipt(visitor, await visitor.Grain.Execute(command(visitor)));
    }

    /// <summary>A conversation that was merged away goes on in another one, and a split one where it began: a new session leads there.</summary>
    private static TimelinePage Theirs(VisitorConnection visitor, TimelinePage page) =>
        page.Summary?.MergedInto is { } target ? throw HubErrors.Moved(target)
        : visitor.Token.View.IsAllowed(page) ? page
        : throw HubErrors.Moved(visitor.Token.Origin!);

    private static WireReceipt Receipt(VisitorConnection visitor, CommandResult result) =>
        visitor.Token.Origin is { } origin && result.Error == CommandError.Forbidden ? throw HubErrors.Moved(origin) : result.ReceiptOrThrow();

    /// <summary>Calls that store nothing, or little: far more than a page needs, and not without end.</summary>
    private void AllowCall(VisitorConnection visitor)
    {
        if (!visitor.Calls.TryTake(clock)) throw HubErrors.RateLimited(CallWindow.Seconds);
    }

    private void Allow(VisitorConnection visitor)
    {
        if (limits.TrySend(visitor.Token.VisitorId, visitor.Address) is { } seconds) throw HubErrors.RateLimited(seconds);
    }

    /// <summary>False before the first message, and for a verified citizen's resolved conversation: to wake that one up is to open one.</summary>
    private static async ValueTask<bool> IsGoingOn(VisitorConnection visitor) =>
        visitor.Token.IsGuest || visitor.Opened && (!visitor.Token.Verified || await visitor.Grain.Summary() is { Owner: not Owner.None });

    /// <summary>A verified citizen has at most one open conversation; a second one is refused before anything is stored.</summary>
    private async Task<Opening> Open(VisitorConnection visitor, string? page)
    {
        var token = visitor.Token;
        if (token.Verified)
        {
            var open = await grains.GetGrain<ICitizenGrain>(token.CitizenId).OpenConversation(token.ConversationId);
            if (!string.Equals(open, token.ConversationId, StringComparison.Ordinal)) throw HubErrors.Moved(open);
        }

        return new Opening(token.CitizenId, token.Language, token.Name, token.Verified, sites.Find(token.Site)?.Department, page is { Length: <= 500 } ? page : null, token.Site);
    }

    private static async Task Opened(VisitorConnection visitor)
    {
        if (visitor.Opened) return;
        visitor.Opened = true;
        await visitor.Grain.Signal(new PresenceSignal(visitor.Actor, true));
    }
}
