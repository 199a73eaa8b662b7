using ContactHub.ApiKeys;
using ContactHub.Departments;
using ContactHub.Security;
using ContactHub.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ContactHub.Admin;

/// <summary>Keeping the keys of other systems. None is deleted, since timelines and the audit trail name them.</summary>
internal static class ApiKeyEndpoints
{
    private const int Most = 500;

    /// <param name="Secret">The whole key. Nobody can show it again.</param>
    internal sealed record Created(ApiKeyRecord Key, string Secret);

    public static void Map(IEndpointRouteBuilder app)
    {
        var keys = app.MapStaffGroup("/api/admin/api-keys", Policies.Administrator);
        keys.MapGet("", List);
        keys.MapPost("", Post);
        keys.MapDelete("/{id}", Revoke);
    }

    private static async Task<Ok<Items<ApiKeyRecord>>> List(ApiKeyStore keys, CancellationToken ct) =>
        TypedResults.Ok(new Items<ApiKeyRecord>([.. (await keys.All(ct)).Select(ApiKeyRecord.From)]));

    private static async Task<Results<Ok<Created>, Refusal>> Post(
        ApiKeyRequest request, ApiKeyStore keys, StaffStore staff, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var faults = request.Check((await staff.Departments(ct)).Select(d => d.Id).ToHashSet(StringComparer.Ordinal), now);
        if (faults.Any) return faults.Problem();
        if ((await keys.All(ct)).Count(key => key.IsValid(now)) >= Most) return Problems.Invalid(new StaffText("Çok fazla anahtar var.", "There are too many keys."));

        var (id, text, hash) = ApiKeyText.New();
        var key = new ApiKey(
            id, request.Name!.Trim(), [.. request.Scopes!], [.. request.Departments ?? []], request.PerMinute, now, http.User.StaffName(), request.ExpiresAt?.ToUniversalTime());
        var detail = new { key.Scopes, key.Departments, key.PerMinute, key.ExpiresAt };
        await keys.Add(new StoredApiKey(key, hash), http.User.Did("apiKey.created", $"{key.Name} ({id})", detail), ct);
        return TypedResults.Ok(new Created(ApiKeyRecord.From(key), text));
    }

    private static async Task<Results<NoContent, Refusal>> Revoke(string id, ApiKeyStore keys, HttpContext http, CancellationToken ct)
    {
        if (await keys.Find(id, ct) is not { Key: var key }) return Problems.NotFound(new StaffText("Böyle bir anahtar yok.", "There is no such key."));
        await keys.Revoke(id, http.User.Did("apiKey.revoked", $"{key.Name} ({id})"), ct);
        return TypedResults.NoContent();
    }
}
