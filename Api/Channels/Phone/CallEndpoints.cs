using ContactHub.Agents;
using ContactHub.Audit;
using ContactHub.Citizens;
using ContactHub.Departments;
using ContactHub.Desk;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Phone;

/// <summary>The telephone at the desk: calling by click, and the end of a wrap-up. What a call is to an agent comes over the hub.</summary>
internal static class CallEndpoints
{
    /// <param name="Calling">Whether calls can be placed at all.</param>
    /// <param name="Recordings">Whether they can be heard.</param>
    /// <param name="Outcomes">What a wrap-up offers as labels.</param>
    internal sealed record PhoneNow(bool Calling, bool Recordings, IReadOnlyList<string> Outcomes);

    internal sealed record CallRequest(string? ClientId, string? ConversationId, string? Number);

    internal sealed record CallNamed(string? CallId);

    public static void Map(IEndpointRouteBuilder app)
    {
        RecordingEndpoints.Map(app);
        app.MapStaffGroup("/api/desk/phone", Policies.Staff).MapGet("", (PhoneOptions options) => TypedResults.Ok(new PhoneNow(options.Asterisk.IsOn, options.Recordings.Length > 0, options.Outcomes)));
        app.MapStaffGroup("/api/desk/calls", Policies.Agent, RateLimits.Calls).MapPost("", Place);
        var mine = app.MapStaffGroup("/api/desk/calls", Policies.Agent);
        mine.MapPost("/extend", (CallNamed call, IGrainFactory grains, HttpContext http) => Mine(grains, http, agent => agent.ExtendWrapUp(call.CallId ?? "")));
        mine.MapPost("/finish", (CallNamed call, IGrainFactory grains, HttpContext http) => Mine(grains, http, agent => agent.FinishCall(call.CallId ?? "")));
    }

    private static async Task<Results<NoContent, Refusal>> Place(
        CallRequest request, CallClicks clicks, VisibleConversations conversations, StaffStore staff, AuditLog audit, HttpContext http, CancellationToken ct)
    {
        if (!ClientIds.IsOne(request.ClientId)) return Problems.Invalid(new StaffText("İstek kimliği eksik.", "The client id is missing."));
        if (!PhoneNumber.TryParse(request.Number, out var number) || !number.IsE164)
            return Problems.Invalid(new StaffText("Bu, aranabilecek bir numara değil.", "This is no number that can be called."));
        if (await conversations.Find(http.User, request.ConversationId) is not var (_, summary, viewer)) return Problems.NotFound(new StaffText("Böyle bir görüşme yok.", "There is no such conversation."));
        if (!DeskAccess.MayChange(viewer, summary)) return Problems.Forbidden(new StaffText("Bu görüşmede arama yapamazsınız.", "You may not call in this conversation."));
        if ((await staff.Agent(viewer.Id, ct))?.Extension is not { } extension)
            return Conflict("noExtension", new StaffText("Hesabınızda dahili numara yok; yöneticiniz ekleyebilir.", "Your account has no extension; an administrator can add it."));

        var result = await clicks.Place(new CallClick(viewer.Id, extension, number.Value, summary.Id, clicks.Now), request.ClientId!, number.Dialled, ct);
        switch (result)
        {
            case ClickResult.NoExchange:
                return Conflict("noExchange", new StaffText("Buradan arama yapılamıyor: santral bağlı değil.", "No calls can be placed from here: no exchange is set up."));
            case ClickResult.OnThePhone:
                return Conflict("onThePhone", new StaffText("Şu an telefondasınız.", "You are on the telephone now."));
            case ClickResult.ExchangeAway:
                return Problems.Refuse(StatusCodes.Status503ServiceUnavailable, "exchangeAway",
                    new StaffText("Santrale ulaşılamıyor; arama başlatılamadı. Birazdan yeniden deneyin.", "The exchange can't be reached, and the call was not placed. Try again in a moment."));
        }

        await audit.Append(http.User.Did("call.placed", summary.Id, new { number = number.Masked, extension }), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Mine(IGrainFactory grains, HttpContext http, Func<IAgentGrain, Task> action)
    {
        await action(grains.GetGrain<IAgentGrain>(http.User.StaffId()));
        return TypedResults.NoContent();
    }

    private static Refusal Conflict(string code, StaffText text) => Problems.Refuse(StatusCodes.Status409Conflict, code, text);
}
