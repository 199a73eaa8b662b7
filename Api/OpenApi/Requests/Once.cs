using ContactHub.ApiKeys;
using ContactHub.Intake;

namespace ContactHub.OpenApi;

/// <summary>
/// Endpoint metadata: requests have an <c>Idempotency-Key</c>, and one that is sent again has the first one's answer
/// (draft-ietf-httpapi-idempotency-key-header-07).
/// </summary>
public sealed record Once
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 255;

    /// <summary>What the caller calls a request by, with or without quotation marks; null when that is missing, or nothing that can be.</summary>
    internal static string? NameOf(HttpRequest request)
    {
        if (request.Headers[Header] is not [{ } text]) return null;
        var name = text.Length > 1 && text[0] == '"' && text[^1] == '"' ? text[1..^1] : text;
        return name.Length is > 0 and <= MaxLength && name.All(c => c is > ' ' and < (char)127) ? name : null;
    }

    /// <summary>
    /// The id of the command that a request is carried out by: made of the key and the request's name, so that it has one effect even when the answer was
    /// never kept; for requests without a name, one of its own.
    /// </summary>
    internal static string CommandId(HttpContext context) => "api:" + (NameOf(context.Request) is { } name
        ? SourceKeys.Hash($"{ApiCaller.Of(context).Key.Id}\n{context.Request.Path}\n{name}")
        : Guid.NewGuid().ToString("N"));
}

internal static class OnceEndpoints
{
    /// <summary>Requests of this endpoint have an idempotency key.</summary>
    public static RouteHandlerBuilder Once(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new Once());
}
