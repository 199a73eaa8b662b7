using System.Collections.Immutable;
using ContactHub.Texts;

namespace ContactHub.Security;

/// <summary>
/// A refusal, written as a problem document (RFC 9457) with the protocol's <c>code</c>. This is where its texts become those of the request's language.
/// </summary>
/// <param name="status">The HTTP status.</param>
/// <param name="errors">The faults of an input by the name of the member they belong to; they make up the detail.</param>
/// <param name="member">A further member of the document, for programs.</param>
public sealed class Refusal(
    int status, string code, StaffText? detail, ImmutableDictionary<string, StaffText[]>? errors = null, (string Name, string Value)? member = null) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var language = DeskLanguage.Of(httpContext.Request);
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        var told = errors?.ToImmutableSortedDictionary(e => e.Key, e => e.Value.Select(text => text.In(language)).ToArray(), StringComparer.Ordinal);
        if (told is not null) extensions["errors"] = told;
        if (member is var (name, value)) extensions[name] = value;
        httpContext.Response.Headers.ContentLanguage = language;
        httpContext.Response.Headers.Append("Vary", "Accept-Language");
        return TypedResults.Problem(
            statusCode: status, detail: told is null ? detail?.In(language) : string.Join(' ', told.SelectMany(e => e.Value)), extensions: extensions).ExecuteAsync(httpContext);
    }
}
