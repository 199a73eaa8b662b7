using ContactHub.ApiKeys;
using ContactHub.Conversations;
using ContactHub.Desk;
using ContactHub.Files;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Texts;
using ContactHub.WhatsApp;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.OpenApi;

/// <summary>Writing into conversations, opening them, and what citizens wrote in other systems.</summary>
internal static class MessageEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var messages = api.MapGroup("").WithTags("Messages").RequireScope(ApiScopes.MessagesWrite);
        messages.MapPost("/conversations/{conversationId}/messages", Post).Once().WithMetadata(new AsksChannel()).WithName("postMessage").WithSummary("Says something in a conversation.");
        messages.MapGet("/conversations/{conversationId}/templates", Templates).WithMetadata(new AsksChannel()).WithName("listTemplates")
            .WithSummary("Lists the WhatsApp templates that can be sent in a conversation, with what has to be filled in.");
        messages.MapPost("/conversations", Open).Once().WithName("openConversation")
            .WithSummary("Opens a conversation for a contact with a first message; when the contact has one open, the message goes there.");
        messages.MapPost("/messages", Receive).Once().WithName("receiveMessage")
            .WithSummary("Takes in what a citizen wrote in another system; its first message opens the conversation of that thread.");
    }

    private static async Task<Results<Ok<WireReceipt>, Refusal>> Post(string conversationId, MessageInput input, ApiConversations conversations, ConversationCalls calls, UploadStore uploads, TemplateMessages templates, HttpContext http)
    {
        if (input.Check() is { Any: true } faults) return faults.Problem();
        if (input.As == MessageInput.Citizen)
        {
            if (await conversations.Find(ApiCaller.Of(http), conversationId, http.RequestAborted) is not { } row) return ApiRefusals.NoConversation();
            // Answers go where the citizen last wrote: who wrote on another channel would get no more there.
            if (row.Channel != Channels.Api) return Problems.Forbidden(new StaffText(
                "Vatandaş adına yalnızca api kanalının görüşmelerine yazılabilir.", "As the citizen, messages can be written into conversations of the channel api only."));
        }

        var files = await uploads.Claim(ApiCaller.Of(http), input.Attachments, http.RequestAborted);
        // What was stored already gets its receipt, even when its uploads are long gone.
        if (files is null && !(ConversationIds.IsOne(conversationId) && await calls.To(conversationId).Receipt(Once.CommandId(http)) is not null)) return NamedUploads.Gone();
        var (template, text) = ((MessageTemplate?)null, input.Text ?? "");
        if (input.Template is not null && !(ConversationIds.IsOne(conversationId) && await calls.To(conversationId).Receipt(Once.CommandId(http)) is not null))
        {
            if (await conversations.Find(ApiCaller.Of(http), conversationId, http.RequestAborted) is null || await calls.To(conversationId).Summary() is not { } summary) return ApiRefusals.NoConversation();
            var (filled, refusal) = await templates.Fill(summary, input.Template, files ?? default, http.RequestAborted);
            if (refusal is not null) return refusal;
            (template, text) = filled!.Value;
        }

        return await conversations.Run(http, conversationId, (caller, row, id) => new PostMessage(
            By(input, caller, row), id, Channels.Api, text, Attachments: files ?? default, Template: template));
    }

    private static async Task<Results<Ok<TemplatesDocument>, Refusal>> Templates(
        string conversationId, bool? fresh, ApiConversations conversations, ConversationCalls calls, TemplateMessages templates, HttpContext http, CancellationToken ct)
    {
        if (await conversations.Find(ApiCaller.Of(http), conversationId, ct) is null || await calls.To(conversationId).Summary() is not { } summary) return ApiRefusals.NoConversation();
        var (list, refusal) = await templates.List(summary, fresh == true, ct);
        return list is null ? refusal! : TypedResults.Ok(list);
    }

    private static async Task<Results<Created<OpenedDocument>, Ok<OpenedDocument>, Refusal>> Open(
        ConversationInput input, OpenConversations open, HttpContext http, CancellationToken ct)
    {
        if (input.Check() is { Any: true } faults) return faults.Problem();
        var (opened, refusal) = await open.For(ApiCaller.Of(http), input, Once.CommandId(http), ct);
        if (opened is null) return refusal!;
        return opened.Created ? TypedResults.Created($"{OpenApiEndpoints.Root}/conversations/{opened.ConversationId}", opened) : TypedResults.Ok(opened);
    }

    private static async Task<Results<Ok<ReceivedDocument>, Refusal>> Receive(SourceMessageInput input, SourceMessages sources, UploadStore uploads, HttpContext http, CancellationToken ct)
    {
        var faults = input.Check();
        var identity = input.Identity?.Read(faults, "identity");
        if (faults.Any) return faults.Problem();
        var caller = ApiCaller.Of(http);
        if (identity is { Verified: true } && !caller.Has(ApiScopes.ContactsVerify)) return ApiRefusals.NeedsScope(ApiScopes.ContactsVerify);
        if (await uploads.Claim(caller, input.Attachments, ct) is not { } files) return NamedUploads.Gone();
        var (received, refusal) = await sources.Receive(caller, input, files, identity, Once.CommandId(http), ct);
        return received is null ? refusal! : TypedResults.Ok(received);
    }

    private static Actor By(MessageInput input, ApiCaller caller, InboxRow row) => input.As switch
    {
        MessageInput.Citizen => new Actor(ActorKind.Citizen, row.CitizenId, row.CitizenName),
        MessageInput.Bot => new Actor(ActorKind.Bot, caller.Id, caller.Key.Name),
        _ => caller.Actor,
    };
}
