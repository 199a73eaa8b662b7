using System.Text.Json;
using System.Text.RegularExpressions;
using ContactHub.Conversations;
using ContactHub.Files;
using ContactHub.Realtime;
using ContactHub.Security;
using ContactHub.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace ContactHub.DirectLine;

/// <summary>Direct Line 3.0 (microsoft/botframework-sdk, specs/botframework-protocol/directline-3.0.json); docs/direct-line.md says what of it.</summary>
public static partial class DirectLineEndpoints
{
    public const string Prefix = "/v3/directline";

    /// <summary>Largest request body, in bytes.</summary>
    public const int MaxBody = 64 * 1024;

    private const int MaxOrigins = 20;
    private const int MaxUser = 100;

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(Prefix).WithMetadata(new RequestSizeLimitAttribute(MaxBody)).AddEndpointFilter<DirectLineFilter>();
        group.MapPost("/tokens/generate", Generate).RequireAuthorization(DirectLineAuthentication.Secret).RequireRateLimiting(DirectLineRates.Calls);
        group.MapPost("/tokens/refresh", Refresh).RequireAuthorization(DirectLineAuthentication.Token).RequireRateLimiting(DirectLineRates.Calls);
        group.MapGet("/session/getsessionid", SessionId).RequireAuthorization(DirectLineAuthentication.Token).RequireRateLimiting(DirectLineRates.Calls);
        group.MapPost("/conversations", Start).RequireAuthorization(DirectLineAuthentication.Either).RequireRateLimiting(DirectLineRates.Starts);
        var one = group.MapGroup("/conversations/{conversationId}");
        one.MapGet("", Reconnect).RequireAuthorization(DirectLineAuthentication.Either).RequireRateLimiting(DirectLineRates.Calls);
        one.MapGet("/activities", Activities).RequireAuthorization(DirectLineAuthentication.Either).RequireRateLimiting(DirectLineRates.Calls);
        one.MapPost("/activities", Post).RequireAuthorization(DirectLineAuthentication.Either).RequireRateLimiting(DirectLineRates.Calls);
        one.MapPost("/upload", Upload).WithMetadata(new RequestSizeLimitAttribute(DirectLineUploads.MaxBody)).RequireAuthorization(DirectLineAuthentication.Either).RequireRateLimiting(DirectLineRates.Calls);
        group.Map("/{**rest}", Nothing).RequireAuthorization(DirectLineAuthentication.Either).RequireRateLimiting(DirectLineRates.Calls);
        one.MapGet("/stream", Stream).RequireAuthorization(DirectLineAuthentication.Ticket).RequireRateLimiting(DirectLineRates.Calls);
    }

    private static async Task<IResult> Generate(HttpContext http, DirectLineTokens tokens, TimeProvider clock)
    {
        var site = DirectLineAuthentication.CallerOf(http).Site;
        using var body = await Body(http.Request);
        var (userId, userName) = User(body.RootElement);
        var origins = Origins(body.RootElement);
        if (origins.FirstOrDefault(origin => Array.IndexOf(site.AllowedOrigins, origin) < 0) is not null)
            throw DirectLineErrors.BadArgument("trustedOrigins may only name origins that the site's AllowedOrigins has.");
        var token = New(site.Id, site.Languages[0], clock) with { UserId = userId, UserName = userName, Origins = origins };
        return TypedResults.Ok(new ConversationAnswer(token.ConversationId, tokens.Write(token), Seconds()));
    }

    private static Ok<ConversationAnswer> Refresh(HttpContext http, DirectLineTokens tokens)
    {
        var token = DirectLineAuthentication.CallerOf(http).Token!;
        return TypedResults.Ok(new ConversationAnswer(token.ConversationId, tokens.Write(token), Seconds()));
    }

    private static Ok<SessionAnswer> SessionId(HttpContext http) => TypedResults.Ok(new SessionAnswer(DirectLineAuthentication.CallerOf(http).Token!.TokenId));

    private static async Task<IResult> Start(HttpContext http, DirectLineTokens tokens, ConversationCalls conversations, TimeProvider clock)
    {
        var (site, held) = DirectLineAuthentication.CallerOf(http);
        using var body = await Body(http.Request);
        var token = held ?? New(site.Id, site.Languages[0], clock);
        var (userId, userName) = User(body.RootElement);
        if (token.UserId is null && userId is not null)
        {
            if (userId.StartsWith("dl_", StringComparison.Ordinal)) throw DirectLineErrors.BadArgument("A user id that begins with dl_ must come with the token.");
            token = token with { UserId = userId };
        }

        // A name is what the site's server says, not the page.
        if (held is null && userName is not null) token = token with { UserName = userName };
        if (ActivityInput.Member(body.RootElement, "locale") is { } locale && Array.Find(site.Languages, l => locale.StartsWith(l, StringComparison.OrdinalIgnoreCase)) is { } language)
            token = token with { Language = language };
        var exists = await conversations.To(token.ConversationId).Summary() is not null;
        return TypedResults.Json(Answer(http, tokens, token, Watermark.Beginning), statusCode: exists ? StatusCodes.Status200OK : StatusCodes.Status201Created);
    }

    private static async Task<IResult> Reconnect(
        string conversationId, string? watermark, HttpContext http, DirectLineTokens tokens, DirectLineTimeline timeline, IEventLog log, TimeProvider clock)
    {
        var token = await Holder(http, conversationId, log, clock);
        // Without a watermark a client wants what comes from now on.
        return TypedResults.Ok(Answer(http, tokens, token, Watermark.Parse(watermark) ?? await timeline.End(token)));
    }

    private static async Task<IResult> Activities(
        string conversationId, string? watermark, HttpContext http, DirectLineTimeline timeline, FileLinks links, IEventLog log, TimeProvider clock)
    {
        var token = await Holder(http, conversationId, log, clock);
        var writer = new ActivityWriter(token, DirectLineAuthentication.CallerOf(http).Site, DirectLineLinks.For(http.Request, links));
        var from = Watermark.Parse(watermark) ?? Watermark.Beginning;
        var slice = await timeline.Read(token, from);
        return TypedResults.Ok(new ActivitySet(writer.Write(slice, from, clock.GetUtcNow()), slice.Next.ToString()));
    }

    private static async Task<IResult> Post(string conversationId, HttpContext http, DirectLinePosts posts, IEventLog log, TimeProvider clock)
    {
        var token = await Holder(http, conversationId, log, clock);
        if (!http.Request.HasJsonContentType())
            throw new DirectLineException(StatusCodes.Status415UnsupportedMediaType, "UnsupportedMediaType", "An activity is application/json.");
        using var body = await Body(http.Request);
        var id = await posts.Post(token, DirectLineAuthentication.CallerOf(http).Site, ActivityInput.Read(body.RootElement), RateLimits.Address(http));
        return TypedResults.Ok(new ResourceAnswer(id));
    }

    private static async Task<IResult> Upload(
        string conversationId, HttpContext http, DirectLineUploads uploads, DirectLinePosts posts, IEventLog log, TimeProvider clock)
    {
        var token = await Holder(http, conversationId, log, clock);
        var (site, address) = (DirectLineAuthentication.CallerOf(http).Site, RateLimits.Address(http));
        var uploaded = await uploads.Read(token, site, http.Request, address, http.RequestAborted);
        return TypedResults.Ok(new ResourceAnswer(await posts.Post(token, site, uploaded.Activity, address, uploaded.Files)));
    }

    private static IResult Nothing() => throw DirectLineErrors.OfStatus(StatusCodes.Status404NotFound);

    private static async Task Stream(
        string conversationId, string? watermark, HttpContext http, DirectLineStreams streams, FileLinks links, IHostApplicationLifetime life)
    {
        var (site, token) = DirectLineAuthentication.CallerOf(http);
        if (token!.ConversationId != conversationId) throw DirectLineErrors.Forbidden("The stream's address is another conversation's.");
        var from = Watermark.Parse(watermark) ?? Watermark.Beginning;
        if (!http.WebSockets.IsWebSocketRequest) throw DirectLineErrors.BadArgument("This is the address of a WebSocket.");
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromSeconds(15) });
        await new DirectLineStream(streams, token, new ActivityWriter(token, site, DirectLineLinks.For(http.Request, links)), socket).Run(from, life.ApplicationStopping);
    }

    /// <summary>The token that a conversation is opened with. A site's server needs none for conversations of its own site's Direct Line.</summary>
    private static async Task<DirectLineToken> Holder(HttpContext http, string conversationId, IEventLog log, TimeProvider clock)
    {
        var (site, held) = DirectLineAuthentication.CallerOf(http);
        if (held is not null) return held.ConversationId == conversationId ? held : throw DirectLineErrors.Forbidden("The token is for another conversation.");
        if (!IdForm().IsMatch(conversationId)) throw DirectLineErrors.NotFound();
        var token = New(site.Id, site.Languages[0], clock) with { TokenId = conversationId, ConversationId = conversationId };
        var first = await log.Read(conversationId, 0, 1);
        var isTheirs = first.Count == 1 && EventCodec.FromStored(first[0]).Event is ConversationOpened opened && opened.CitizenId == token.CitizenId;
        return isTheirs || first.Count == 0 ? token : throw DirectLineErrors.NotFound();
    }

    private static DirectLineToken New(string site, string language, TimeProvider clock) =>
        new(Guid.NewGuid().ToString("N"), site, ConversationIds.New(clock), language, null, null, [], default);

    private static ConversationAnswer Answer(HttpContext http, DirectLineTokens tokens, DirectLineToken token, Watermark from)
    {
        var request = http.Request;
        var address = $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}{Prefix}/conversations/{token.ConversationId}/stream"
            + $"?watermark={from}&{DirectLineAuthentication.TicketName}={Uri.EscapeDataString(tokens.WriteTicket(token))}";
        return new ConversationAnswer(token.ConversationId, tokens.Write(token), Seconds(), address);
    }

    private static int Seconds() => (int)DirectLineTokens.Life.TotalSeconds;

    /// <summary>The body as a JSON object; an empty one when there is none.</summary>
    private static async Task<JsonDocument> Body(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        try
        {
            var body = JsonDocument.Parse(buffer.Length == 0 ? "{}"u8.ToArray() : buffer.ToArray());
            return body.RootElement.ValueKind == JsonValueKind.Object ? body : throw DirectLineErrors.BadArgument("The body must be a JSON object.");
        }
        catch (JsonException)
        {
            throw new DirectLineException(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not JSON.");
        }
    }

    private static (string? Id, string? Name) User(JsonElement body)
    {
        if (!body.TryGetProperty("user", out var user) || user.ValueKind != JsonValueKind.Object) return (null, null);
        return (Checked(ActivityInput.Member(user, "id"), "user.id"), Checked(ActivityInput.Member(user, "name"), "user.name"));
    }

    /// <summary>A name becomes part of an actor, which could not be stored with control characters.</summary>
    private static string? Checked(string? value, string what) =>
        string.IsNullOrEmpty(value) ? null
        : value.Length <= MaxUser && !value.Any(char.IsControl) ? value
        : throw DirectLineErrors.BadArgument($"{what} must have at most {MaxUser} characters, and no control characters.");

    private static string[] Origins(JsonElement body)
    {
        if (!body.TryGetProperty("trustedOrigins", out var origins) || origins.ValueKind == JsonValueKind.Null) return [];
        if (origins.ValueKind != JsonValueKind.Array || origins.GetArrayLength() > MaxOrigins || origins.EnumerateArray().Any(origin => origin.ValueKind != JsonValueKind.String))
            throw DirectLineErrors.BadArgument($"trustedOrigins must be a list of at most {MaxOrigins} texts.");
        return [.. origins.EnumerateArray().Select(origin => origin.GetString()!)];
    }

    [GeneratedRegex(@"^c-[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdForm();
}
