using System.Collections.Immutable;
using ContactHub.ApiKeys;
using ContactHub.Citizens;
using ContactHub.Conversations;
using ContactHub.Intake;
using ContactHub.Security;
using ContactHub.Silo;

namespace ContactHub.OpenApi;

/// <summary>Where what a citizen wrote in another system went.</summary>
/// <param name="Via">What events call the thread by (<c>data.via</c>): answers that are for it bear it.</param>
public sealed record ReceivedDocument(string ConversationId, string ContactId, long Seq, DateTimeOffset At, string Via);

/// <summary>Threads of other systems: the channel <c>api</c>. The intake finds a thread's conversation by its source id, and keeps it.</summary>
public sealed class SourceMessages(IGrainFactory grains, RepeatedCalls calls, ApiConversations conversations, OpenConversations open)
{
    /// <summary>Takes a message in; durable when it answers without a refusal.</summary>
    public async Task<(ReceivedDocument? Received, Refusal? Refusal)> Receive(
        ApiCaller caller, SourceMessageInput input, ImmutableArray<Attachment> files, CitizenIdentity? identity, string commandId, CancellationToken ct)
    {
        if (await open.Department(caller, input.DepartmentId, ct) is not (var department, null)) return (null, OpenConversations.NoDepartment());
        var source = input.SourceId!;
        var intake = grains.GetGrain<IIntakeGrain>(SourceKeys.Grain(Channels.Api, source));
        // The thread of a department that is closed to the key is not there for it.
        if (await calls.Run(() => intake.ConversationOf(Channels.Api, source)) is { } known && !caller.SeesAll && await conversations.Find(caller, known, ct) is null)
            return (null, ApiRefusals.NoConversation());
        var via = SourceKeys.Hash(source);
        var said = new MessagePosted(input.Text ?? "", input.WantsPerson ? OptionIds.Person : null, Attachments: files, Via: via);
        var receipt = await calls.Run(() => intake.Receive(new Contact(
            Channels.Api, source, commandId, said, identity, input.Name, input.Language ?? "tr", department)));
        return receipt.Result.Succeeded
            ? (new ReceivedDocument(receipt.ConversationId, receipt.CitizenId, receipt.Result.Seq, receipt.Result.At, via), null)
            : (null, ApiRefusals.Of(receipt.Result));
    }
}
