using System.Security.Cryptography;
using System.Text;
using ContactHub.ApiKeys;
using ContactHub.Intake;
using ContactHub.Security;
using ContactHub.Texts;

namespace ContactHub.OpenApi;

/// <summary>
/// Carries out each named request once. Kept are answers that say what became of it; a refused input, a limit or a fault of the hub leaves the name free,
/// since the same request may succeed the next time.
/// </summary>
public sealed class Idempotency(ApiRequestStore requests)
{
    /// <summary>Says that an answer is the first one's.</summary>
    public const string ReplayHeader = "Idempotent-Replayed";

    /// <summary>Answers, or lets the request go on and keeps its answer.</summary>
    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        if (ApiCaller.TryOf(context) is not { } caller || context.GetEndpoint()?.Metadata.GetMetadata<Once>() is null)
        {
            await next(context);
            return;
        }

        if (Once.NameOf(context.Request) is not { } name)
        {
            await Problems.Refuse(StatusCodes.Status400BadRequest, "idempotencyKeyMissing", new StaffText(
                $"{Once.Header} üst bilgisi gerekli: 1 ile {Once.MaxLength} görünür ASCII karakter.",
                $"The header {Once.Header} is needed: 1 to {Once.MaxLength} visible ASCII characters.")).ExecuteAsync(context);
            return;
        }

        if (await Bounded(context.Request) is not { } fingerprint)
        {
            await Problems.Refuse(StatusCodes.Status413PayloadTooLarge, "tooLong", new StaffText(
                $"İstek gövdesi en çok {EndpointLimits.MaxBody} bayt olabilir.", $"The body may have {EndpointLimits.MaxBody} bytes at most.")).ExecuteAsync(context);
            return;
        }

        var request = SourceKeys.Hash(name);
        var claim = await requests.Begin(caller.Key.Id, request, fingerprint, context.RequestAborted);
        await (claim switch
        {
            { State: ApiRequestState.Begun } => Carry(context, next, caller.Key.Id, request),
            { Answer: { } answer } => Replay(context, answer),
            { State: ApiRequestState.Other } => Problems.Refuse(StatusCodes.Status422UnprocessableEntity, "idempotencyKeyReused", new StaffText(
                "Bu Idempotency-Key başka bir istek için kullanıldı.", "This idempotency key was used for another request.")).ExecuteAsync(context),
            _ => UnderWay(context),
        });
    }

    private async Task Carry(HttpContext context, RequestDelegate next, string keyId, string request)
    {
        var body = context.Response.Body;
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        try
        {
            await next(context);
        }
        catch
        {
            await requests.Release(keyId, request, CancellationToken.None);
            throw;
        }
        finally
        {
            context.Response.Body = body;
        }

        var response = context.Response;
        if (IsKept(response.StatusCode))
        {
            var kept = new ApiAnswer(response.StatusCode, response.ContentType, response.Headers.Location, Encoding.UTF8.GetString(answer.GetBuffer(), 0, (int)answer.Length));
            await requests.Finish(keyId, request, kept, CancellationToken.None);
        }
        else
        {
            await requests.Release(keyId, request, CancellationToken.None);
        }

        // An answer without a body gets one further out, as long as nothing was written.
        if (answer.Length > 0) await body.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), context.RequestAborted);
    }

    private static Task Replay(HttpContext context, ApiAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        if (answer.Location is { } location) context.Response.Headers.Location = location;
        context.Response.Headers[ReplayHeader] = "true";
        return context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    private static Task UnderWay(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "1";
        return Problems.Refuse(StatusCodes.Status409Conflict, "requestUnderWay", new StaffText(
            "Aynı istek şu an işleniyor; biraz sonra yeniden deneyin.", "The same request is being carried out; try again in a moment.")).ExecuteAsync(context);
    }

    private static bool IsKept(int status) =>
        status < 300 || status is StatusCodes.Status404NotFound or StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed;

    /// <summary>As <see cref="Fingerprint"/>; the server itself may find first that the body is too long.</summary>
    private static async Task<string?> Bounded(HttpRequest request)
    {
        try
        {
            return await Fingerprint(request);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }

    /// <summary>The same for the same method, address and body; null when the body is too long. The body can be read again afterwards.</summary>
    private static async Task<string?> Fingerprint(HttpRequest request)
    {
        request.EnableBuffering((int)EndpointLimits.MaxBody);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16 * 1024];
        long length = 0;
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var read)
        {
            length += read;
            if (length > EndpointLimits.MaxBody) return null;
            hash.AppendData(buffer, 0, read);
        }

        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
