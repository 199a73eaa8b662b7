using ContactHub.ApiKeys;
using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.OpenApi;

/// <summary>What another system does to a conversation in the place of staff. Timelines show it under the key's name.</summary>
internal static class CommandEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var commands = api.MapGroup("/conversations/{conversationId}").WithTags("Conversations").RequireScope(ApiScopes.ConversationsWrite);
        commands.MapPost("/notes", Note).Once().WithName("addNote").WithSummary("Writes a note that staff see and the citizen does not.");
        commands.MapPost("/transfer", Transfer).Once().WithName("transferConversation").WithSummary("Hands over to a department's queue, or to an agent at once.");
        commands.MapPost("/resolve", Resolve).Once().WithName("resolveConversation").WithSummary("Closes the matter, whoever has it.");
        commands.MapPost("/reopen", Reopen).Once().WithName("reopenConversation").WithSummary("Opens a resolved conversation again; it goes into its department's queue.");
        commands.MapPost("/labels", Labels).Once().WithName("changeLabels").WithSummary("Adds and removes labels.");
        commands.MapPut("/priority", Priority).WithName("setPriority").WithSummary("Says how urgent it is.");
    }

    private static async Task<Results<Ok<WireReceipt>, Refusal>> Note(string conversationId, NoteInput input, ApiConversations conversations, HttpContext http) =>
        input.Check() is { Any: true } faults
            ? faults.Problem()
            : await conversations.Run(http, conversationId, (caller, _, id) => new AddNote(caller.Actor, id, input.Text!));

    private static async Task<Results<Ok<WireReceipt>, Refusal>> Transfer(
        string conversationId, TransferInput input, ApiConversations conversations, DeskViewers viewers, HttpContext http)
    {
        if (input.Check() is { Any: true } faults) return faults.Problem();
        if (await viewers.Target(input.DepartmentId, input.AgentId) is not { } target)
            return new Faults().Add("departmentId", new StaffText("Böyle bir birim ya da görevli yok.", "There is no such department or agent.")).Problem();
        return await conversations.Run(http, conversationId, (caller, _, id) =>
            new TransferConversation(caller.Actor, id, input.DepartmentId, input.AgentId, target.AgentName, input.Note));
    }

    private static async Task<Results<Ok<WireReceipt>, Refusal>> Resolve(string conversationId, ResolveInput? input, ApiConversations conversations, HttpContext http) =>
        input?.Check() is { Any: true } faults
            ? faults.Problem()
            : await conversations.Run(http, conversationId, (caller, _, id) => new ResolveConversation(caller.Actor, id, input?.Reason));

    private static async Task<Results<Ok<WireReceipt>, Refusal>> Reopen(string conversationId, ApiConversations conversations, HttpContext http) =>
        await conversations.Run(http, conversationId, (caller, _, id) => new ReopenConversation(caller.Actor, id));

    private static async Task<Results<Ok<WireReceipt>, Refusal>> Labels(string conversationId, LabelsInput input, ApiConversations conversations, HttpContext http) =>
        input.Check() is { Any: true } faults
            ? faults.Problem()
            : await conversations.Run(http, conversationId, (caller, _, id) =>
                new ChangeLabels(caller.Actor, id, LabelsInput.Array(input.Add), LabelsInput.Array(input.Remove)));

    private static async Task<Results<Ok<WireReceipt>, Refusal>> Priority(string conversationId, PriorityInput input, ApiConversations conversations, HttpContext http) =>
        input.Check() is { Any: true } faults
            ? faults.Problem()
            : await conversations.Run(http, conversationId, (caller, _, id) => new ChangePriority(caller.Actor, id, input.Priority));
}
