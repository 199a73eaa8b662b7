using System.Collections.Immutable;
using ContactHub.Agents;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Messengers;
using ContactHub.Realtime;
using ContactHub.Routing;
using ContactHub.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace ContactHub.Desk;

/// <summary>The agent's end (docs/protocol.md section 7). Who is it and may they; whose turn it is, the conversation decides.</summary>
[Authorize(Policy = Policies.Staff)]
public sealed class DeskHub(
    IGrainFactory grains, ConversationCalls conversations, ConversationFeed feed, InboxFeed inbox, AgentFeed agents, DeskViewers viewers, ConversationViews views,
    MessageFiles files, MessengerPresence messengers, TimeProvider clock, ILogger<TypingPace> typingLog) : Hub
{
    public override async Task OnConnectedAsync()
    {
        var viewer = await viewers.For(Context.User!);
        Context.Items[typeof(DeskConnection)] = new DeskConnection(viewer.Id, new TypingPace(clock, typingLog));
        await agents.Connect(viewer, Context.ConnectionId, Context.Abort);
        await base.OnConnectedAsync();
    }

    public override async Task OnDisconnectedAsync(Exception? exception)
    {
        if (Context.Items[typeof(DeskConnection)] is not DeskConnection connection) return;
        connection.Typing.Dispose();
        foreach (var conversationId in connection.Shown) await feed.Hide(conversationId, Audience.Staff, Context.ConnectionId);
        inbox.Leave(Context.ConnectionId);
        await agents.Disconnect(connection.StaffId, Context.ConnectionId);
    }

    public async Task<InboxPage> Inbox(long cursor) => await inbox.Join(await Viewer(), Context.ConnectionId, cursor, Context.ConnectionAborted);

    public async Task<DeskSnapshot> Open(string conversationId, long afterSeq)
    {
        var grain = await Visible(conversationId);
        if (Connection.Shown.Count >= DeskConnection.ShownAtOnce && !Connection.Shown.Contains(conversationId))
            throw HubErrors.Invalid($"At most {DeskConnection.ShownAtOnce} conversations open at once.");
        Connection.Shown.Add(conversationId);
        var viewer = await Viewer();
        await feed.Show(conversationId, Audience.Staff, Context.ConnectionId, viewer);
        var page = await grain.Join(Math.Max(0, afterSeq));
        feed.Given(conversationId, page.LastSeq);
        if (page.Summary is { } summary && DeskAccess.MaySee(viewer, summary))
        {
            Note(viewer, conversationId, page);
            return DeskSnapshot.From(page);
        }

        // It moved out of sight in between.
        await Close(conversationId);
        throw HubErrors.NotFound();
    }

    public async Task Close(string conversationId)
    {
        if (Connection.Shown.Remove(conversationId)) await feed.Hide(conversationId, Audience.Staff, Context.ConnectionId);
    }

    public async Task<OlderEntries> Page(string conversationId, long beforeSeq, int limit)
    {
        var page = await (await Visible(conversationId)).Page(beforeSeq, Math.Clamp(limit, 1, 200));
        Note(await Viewer(), conversationId, page);
        return new OlderEntries(WireEntry.ForStaff(page.Entries), page.LastSeq);
    }

    public Task<WireReceipt> Send(string conversationId, DeskText message) =>
        Run(conversationId, message.ClientId, v => new PostMessage(v.Actor, message.ClientId, Channels.Chat, message.Text ?? ""), message.Attachments);

    public Task<WireReceipt> Note(string conversationId, DeskNote note) =>
        Run(conversationId, note.ClientId, v => new AddNote(v.Actor, note.ClientId, note.Text ?? "", note.CallId));

    public Task<WireReceipt> Take(string conversationId, DeskTake take) => Run(conversationId, take.ClientId, v =>
        take.Force && !DeskAccess.MayForce(v) ? throw HubErrors.Forbidden() : new TakeConversation(v.Actor, take.ClientId, "taken", take.Force));

    public Task<WireReceipt> Release(string conversationId, DeskCommand release) =>
        Run(conversationId, release.ClientId, v => new ReleaseConversation(v.Actor, release.ClientId, v.Id, "returned"));

    public async Task<WireReceipt> Transfer(string conversationId, DeskTransfer transfer)
    {
        var target = await viewers.Target(transfer.DepartmentId, transfer.AgentId) ?? throw HubErrors.Invalid("There is no such department or agent.");
        return await Run(conversationId, transfer.ClientId, v => new TransferConversation(
            v.Actor, transfer.ClientId, transfer.DepartmentId, transfer.AgentId, target.AgentName, transfer.Note));
    }

    public Task<WireReceipt> Resolve(string conversationId, DeskReason resolve) =>
        Run(conversationId, resolve.ClientId, v => new ResolveConversation(v.Actor, resolve.ClientId, resolve.Reason));

    public Task<WireReceipt> Reopen(string conversationId, DeskReason reopen) =>
        Run(conversationId, reopen.ClientId, v => new ReopenConversation(v.Actor, reopen.ClientId));

    public Task<WireReceipt> Labels(string conversationId, DeskLabels labels) =>
        Run(conversationId, labels.ClientId, v => new ChangeLabels(v.Actor, labels.ClientId, Array(labels.Add), Array(labels.Remove)));

    public Task<WireReceipt> Priority(string conversationId, DeskPriority priority) =>
        Run(conversationId, priority.ClientId, v => new ChangePriority(v.Actor, priority.ClientId, priority.Priority));

    public async Task<WireReceipt> Identify(string conversationId, DeskClaim claim)
    {
        var summary = await (await Visible(conversationId)).Summary() ?? throw HubErrors.NotFound();
        if (claim.Kind is not (Identities.Phone or Identities.Email or "name")) throw HubErrors.Invalid("The kind must be phone, email or name.");
        var value = Claims.Normalise(claim.Kind, claim.Value);
        return await Run(conversationId, claim.ClientId, v => new IdentifyCitizen(
            v.Actor, claim.ClientId, summary.CitizenId, claim.Kind, value, false, claim.Name));
    }

    public async Task Read(string conversationId, long upTo)
    {
        var viewer = await Viewer();
        // Who only watches leaves no mark: the citizen would be told that somebody read it.
        var grain = await Visible(conversationId);
        if (await grain.Summary() is not { } summary || !string.Equals(summary.AgentId, viewer.Id, StringComparison.Ordinal)) return;
        await grain.Execute(new MarkRead(viewer.Actor, $"read:{viewer.Id}:{upTo}", upTo));
        messengers.Read(grain);
    }

    public async Task Typing(string conversationId, bool typing)
    {
        var viewer = await Viewer();
        if (!DeskAccess.MayAct(viewer)) return;
        if (!Connection.Commands.TryTake(clock)) throw HubErrors.RateLimited(CallWindow.Seconds);
        var grain = await Visible(conversationId);
        await Connection.Typing.Says(conversationId, typing, now =>
        {
            if (now) messengers.Typing(conversationId, grain);
            return grain.Signal(new TypingSignal(viewer.Actor, now));
        });
    }

    public async Task<OfferOutcome> Accept(string conversationId)
    {
        var viewer = await Viewer();
        if (!DeskAccess.MayAct(viewer)) throw HubErrors.Forbidden();
        var summary = await (await Visible(conversationId)).Summary() ?? throw HubErrors.NotFound();
        if (summary.DepartmentId is not { } department) return new OfferOutcome(OfferAnswer.Gone);
        return new OfferOutcome(await grains.GetGrain<IQueueGrain>(department).Accept(conversationId, viewer.Id, viewer.Name));
    }

    public async Task Decline(string conversationId)
    {
        var viewer = await Viewer();
        var summary = await (await Visible(conversationId)).Summary() ?? throw HubErrors.NotFound();
        if (summary.DepartmentId is { } department) await grains.GetGrain<IQueueGrain>(department).Decline(conversationId, viewer.Id);
    }

    public async Task<AgentState> SetPresence(Presence presence)
    {
        var viewer = await Viewer();
        if (!DeskAccess.MayAct(viewer)) throw HubErrors.Forbidden();
        if (!Enum.IsDefined(presence)) throw HubErrors.Invalid("There is no such presence.");
        return await grains.GetGrain<IAgentGrain>(viewer.Id).SetPresence(presence);
    }

    public async Task<DeskState> State() => await agents.State(await Viewer(), Context.ConnectionId);

    private DeskConnection Connection => (DeskConnection)Context.Items[typeof(DeskConnection)]!;

    private ValueTask<DeskViewer> Viewer() => viewers.For(Context.User!);

    private async Task<WireReceipt> Run(string conversationId, string? clientId, Func<DeskViewer, ConversationCommand> command, string[]? uploads = null)
    {
        if (!Connection.Commands.TryTake(clock)) throw HubErrors.RateLimited(1);
        ClientIds.Check(clientId);
        var viewer = await Viewer();
        var grain = conversations.To(ConversationIds.Check(conversationId));
        var summary = await grain.Summary() ?? throw HubErrors.NotFound();
        if (!DeskAccess.MaySee(viewer, summary)) throw HubErrors.NotFound();
        if (!DeskAccess.MayChange(viewer, summary)) throw HubErrors.Forbidden();
        var made = command(viewer);
        var result = made is PostMessage post ? await files.Post(grain, post, UploadOwners.Staff(viewer.Id), uploads) : await grain.Execute(made);
        return result.ReceiptOrThrow();
    }

    /// <summary>What a person may not see is answered like what is not there.</summary>
    private async Task<ConversationCall> Visible(string conversationId)
    {
        var grain = conversations.To(ConversationIds.Check(conversationId));
        return await grain.Summary() is { } summary && DeskAccess.MaySee(await Viewer(), summary) ? grain : throw HubErrors.NotFound();
    }

    private void Note(DeskViewer viewer, string conversationId, TimelinePage page)
    {
        if (!views.TryNote(viewer, conversationId, page.Number)) throw HubErrors.Unavailable();
    }

    private static ImmutableArray<string> Array(string[]? values) => values is null ? [] : [.. values.Take(ConversationLimits.Labels)];
}
